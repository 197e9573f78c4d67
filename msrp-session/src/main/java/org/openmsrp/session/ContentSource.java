// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Where the octets of an outgoing message come from. Used by one connection's serial context; never
 * blocks.
 */
interface ContentSource {

  /** Octets of the whole message. */
  long total();

  /**
   * The next octets, at most {@code max}, at least one; null if none are ready, or none are left.
   * The buffer stays valid and unchanged until {@link #release}.
   */
  @Nullable ByteBuffer poll(int max);

  /**
   * Whether it is known of the octets polled last that no seven hyphens in a row stand in them, so
   * that they hold no end-line.
   */
  boolean withoutHyphens();

  /** Gives octets back that were polled last and not used. */
  void unread(int octets);

  /** Whether octets can be polled now. */
  boolean ready();

  /** Why no more octets will ever come, or null. */
  @Nullable Throwable failure();

  /** Everything polled so far was written; its memory may be used again. */
  void release();

  /** Frees what the source holds. Idempotent. */
  void close();
}
