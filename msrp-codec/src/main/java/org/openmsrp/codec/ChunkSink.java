// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * What a {@link ChunkDecoder} finds, in the order of the stream. All calls come from within {@link
 * ChunkDecoder#decode}, on its thread:
 *
 * <pre>
 * stream  = *( request / response / malformed )
 * request = onRequest *onBody onEnd
 * </pre>
 *
 * <p>A frame whose error shows only behind its head is signalled as follows. The body of a request
 * other than SEND is short (RFC 4975 §7.1) and not interruptible, so the decoder holds it back
 * until its end-line was seen: such a request is signalled whole or as malformed, never both.
 */
public interface ChunkSink {

  /**
   * A request begins. A body follows exactly if the headers name a Content-Type; it may be empty.
   *
   * @param head everything before the body
   */
  void onRequest(RequestHead head);

  /**
   * A whole response.
   *
   * @param head all of it
   */
  void onResponse(ResponseHead head);

  /**
   * Octets of the current request's body. How a body is cut into slices follows the input and means
   * nothing. The CRLF before the end-line is never part of it.
   *
   * @param octets at least one octet, read-only; lent: valid until this method returns
   */
  void onBody(ByteBuffer octets);

  /**
   * The current request ends.
   *
   * @param flag the flag of its end-line
   */
  void onEnd(ContinuationFlag flag);

  /**
   * A frame that can be told from the next one but not be understood. Signalled once for it, as
   * soon as the error is certain: when its head is complete, when a body outgrows its limit, or at
   * the end-line; nothing else is signalled for it, and its rest is skipped.
   *
   * @param chunk what could be read of it
   */
  void onMalformed(MalformedChunk chunk);
}
