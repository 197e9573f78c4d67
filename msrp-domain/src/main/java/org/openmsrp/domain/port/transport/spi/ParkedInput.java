// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;

/**
 * Input that a library handed over although nobody had asked for it, and the end that came behind
 * it: kept in order, up to a bound, until it is pulled.
 *
 * <p>{@link #park} and {@link #end} may be called from any one thread at a time, the rest from the
 * hooks of the connection. Every parked piece is released exactly once, if {@link #clear} is called
 * in {@link SerialConnection#release}.
 */
public final class ParkedInput {

  private final int maxOctets;
  private final Queue<Piece> pieces = new ConcurrentLinkedQueue<>();
  private final AtomicInteger octets = new AtomicInteger();
  private volatile @Nullable CloseReason end;
  private volatile boolean cleared;

  /**
   * An empty queue.
   *
   * @param maxOctets how much may be parked at most; positive. It stops a library that reads on
   *     regardless from filling the heap. Each piece counts as one octet at least
   */
  public ParkedInput(int maxOctets) {
    if (maxOctets < 1) {
      throw new IllegalArgumentException("maxOctets must be positive: " + maxOctets);
    }
    this.maxOctets = maxOctets;
  }

  /**
   * Takes over a piece. The caller reports {@link SerialConnection#inputReady} afterwards.
   *
   * @param bytes a read-only view
   * @param endOfFrame whether a frame ends with it
   * @param release gives the memory back
   * @return false, with the piece released, if there is no room for it: the connection must fail
   */
  public boolean park(ByteBuffer bytes, boolean endOfFrame, Runnable release) {
    requireNonNull(release, "release");
    Piece piece = new Piece(bytes, endOfFrame, release, Math.max(1, bytes.remaining()));
    if (cleared || octets.addAndGet(piece.cost()) > maxOctets) {
      release.run();
      return false;
    }
    pieces.add(piece);
    if (cleared) {
      clear();
    }
    return true;
  }

  /**
   * Notes the end of the input. The caller reports {@link SerialConnection#inputReady} afterwards.
   *
   * @param reason handed to {@link SerialConnection#ended} behind the last piece; the first counts
   */
  public void end(CloseReason reason) {
    if (end == null) {
      end = requireNonNull(reason, "reason");
    }
  }

  /**
   * Whether nothing is parked; an adapter then reads on when it is pulled.
   *
   * @return true if there is no piece, whether or not the input has ended
   */
  public boolean isEmpty() {
    return pieces.isEmpty();
  }

  /**
   * Delivers one piece, or reports the end if there is none left. Called in {@link
   * SerialConnection#pull}.
   *
   * @param connection receives it
   * @return false if there was nothing: neither a piece nor an end
   */
  public boolean deliverTo(SerialConnection connection) {
    CloseReason known = end;
    Piece piece = pieces.poll();
    if (piece != null) {
      octets.addAndGet(-piece.cost());
      try {
        connection.deliver(piece.bytes(), piece.endOfFrame());
      } finally {
        piece.release().run();
      }
      return true;
    }
    if (known != null) {
      connection.ended(known);
    }
    return known != null;
  }

  /** Releases all pieces, and every one that is still to come. */
  public void clear() {
    cleared = true;
    for (Piece piece = pieces.poll(); piece != null; piece = pieces.poll()) {
      piece.release().run();
    }
  }

  private record Piece(ByteBuffer bytes, boolean endOfFrame, Runnable release, int cost) {}
}
