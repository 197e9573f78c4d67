// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.ByteBuffer;
import org.eclipse.jetty.util.Callback;

/** What one read gave of a message: lent out in slices, given back once. */
final class Piece {

  private final ByteBuffer payload;
  private final boolean last;
  private final Callback done;

  /** Whether the message ends with it, and what gives the memory back. */
  Piece(ByteBuffer payload, boolean last, Callback done) {
    this.payload = payload;
    this.last = last;
    this.done = done;
  }

  boolean last() {
    return last;
  }

  Callback done() {
    return done;
  }

  /** The next slice, for reading only. */
  ByteBuffer take(int most) {
    int octets = Math.min(most, payload.remaining());
    ByteBuffer slice = payload.slice(payload.position(), octets).asReadOnlyBuffer();
    payload.position(payload.position() + octets);
    return slice;
  }

  boolean isTaken() {
    return !payload.hasRemaining();
  }
}
