// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.message.MsrpChunk;

/**
 * A chunk, or a part of a large one, as {@link MsrpChannel#read} gives it.
 *
 * @param chunk the chunk; of a part, the Byte-Range says which octets it holds and the flag is
 *     {@code +} unless it is the last one
 * @param segment 0 for a whole chunk; 1, 2, … for its parts
 */
public record ReceivedChunk(MsrpChunk chunk, int segment) {

  /**
   * Checks the ranges.
   *
   * @param chunk the chunk or part
   * @param segment not negative
   * @throws IllegalArgumentException if the segment is negative
   */
  public ReceivedChunk {
    requireNonNull(chunk, "chunk");
    if (segment < 0) {
      throw new IllegalArgumentException("segment " + segment);
    }
  }
}
