// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

import java.util.List;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpChunk;

/** What {@link CodecContract} needs of a codec. */
public interface CodecUnderTest {

  /**
   * Decodes a stream from its beginning to its end.
   *
   * @param pieces the stream as it comes, cut anywhere, also within a line; pieces may be empty
   * @return the chunks in their order
   * @throws MsrpSyntaxException if a frame is malformed, or the stream ends within one
   */
  List<MsrpChunk> decode(List<byte[]> pieces);

  /**
   * Encodes a chunk.
   *
   * @param chunk what to encode
   * @return its octets
   * @throws MsrpSyntaxException if the body holds what a receiver takes for the end-line of this
   *     transaction (RFC 4975 §7.1)
   */
  byte[] encode(MsrpChunk chunk);
}
