// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

/**
 * How large chunks may become. A message above 2048 octets is sent as chunks that can be
 * interrupted at any write (RFC 4975 §7.1.1); this bounds each of them.
 *
 * @param maxChunk octets of body in one chunk at most, from 2048
 */
public record ChunkPolicy(long maxChunk) {

  /** A chunk above this size must be interruptible (RFC 4975 §7.1.1). */
  public static final int INTERRUPTIBLE = 2_048;

  /** For a direct peer: as few chunks as possible, as RFC 4975 §7.1.1 strongly recommends. */
  public static final ChunkPolicy DIRECT = new ChunkPolicy(Long.MAX_VALUE);

  /** For a path with a relay: several drop larger frames. */
  public static final ChunkPolicy RELAY = new ChunkPolicy(8 * 1024);

  /** For a peer that is known to choke on everything else (RFC 4975 §7.1.1 allows it). */
  public static final ChunkPolicy CONSERVATIVE = new ChunkPolicy(INTERRUPTIBLE);

  /**
   * The policy for later messages after one has failed that may have been too much for somebody on
   * the way.
   *
   * @return {@link #RELAY} for larger chunks, else {@link #CONSERVATIVE}
   */
  public ChunkPolicy smaller() {
    return maxChunk > RELAY.maxChunk ? RELAY : CONSERVATIVE;
  }

  /**
   * Checks the range.
   *
   * @param maxChunk at least 2048
   * @throws IllegalArgumentException if it is smaller (RFC 4975 §7.1.1)
   */
  public ChunkPolicy {
    if (maxChunk < INTERRUPTIBLE) {
      throw new IllegalArgumentException("chunks below 2048 octets are not allowed: " + maxChunk);
    }
  }
}
