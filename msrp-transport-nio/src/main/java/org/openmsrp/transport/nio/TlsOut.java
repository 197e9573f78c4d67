// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * The outbound half of a TLS connection: what the user writes into records, these to the socket.
 */
final class TlsOut {

  private static final ByteBuffer[] NOTHING = {};

  private final SSLEngine engine;
  private final NioLoop loop;
  private final Gather gather = new Gather();
  private @Nullable ByteBuffer records;
  private ByteBuffer[] parts = NOTHING;
  private int next;

  TlsOut(SSLEngine engine, NioLoop loop) {
    this.engine = engine;
    this.loop = loop;
  }

  /** Takes over what the user writes. */
  void start(ByteBuffer[] buffers) {
    parts = buffers;
    next = 0;
  }

  /** Whether some of it is not in a record yet. */
  boolean hasParts() {
    while (next < parts.length && !parts[next].hasRemaining()) {
      next++;
    }
    if (next == parts.length) {
      parts = NOTHING;
      next = 0;
    }
    return parts != NOTHING;
  }

  /** Whether records wait for the socket. */
  boolean isFlushing() {
    return gather.isActive();
  }

  /** Writes the records that wait; false if the socket does not take them all. */
  boolean flush(SocketChannel channel) throws IOException {
    if (!gather.isActive()) {
      return true;
    }
    if (!gather.flush(channel, loop)) {
      return false;
    }
    giveRecords();
    return true;
  }

  /** Makes as many records of the user's octets as one system call takes; false if none. */
  boolean wrapParts() throws SSLException {
    ByteBuffer target = take();
    int room = engine.getSession().getPacketBufferSize();
    boolean progress = true;
    while (progress && hasParts() && target.remaining() >= room) {
      progress = produced(engine.wrap(parts, next, parts.length - next, target));
    }
    return send(target);
  }

  private static boolean produced(SSLEngineResult result) {
    return result.getStatus() == SSLEngineResult.Status.OK && result.bytesProduced() > 0;
  }

  /** Makes a record of what the engine itself wants to say; false if it says nothing. */
  boolean wrapOwn() throws SSLException {
    ByteBuffer target = take();
    engine.wrap(NOTHING, target);
    return send(target);
  }

  /** After a wrap that threw there is a buffer already, for the alert. */
  private ByteBuffer take() {
    ByteBuffer target = records == null ? loop.tls().out.take() : records.clear();
    records = target;
    return target;
  }

  private boolean send(ByteBuffer target) {
    if (!target.flip().hasRemaining()) {
      giveRecords();
      return false;
    }
    gather.start(new ByteBuffer[] {target});
    return true;
  }

  private void giveRecords() {
    ByteBuffer mine = records;
    if (mine != null) {
      loop.tls().out.give(mine);
      records = null;
    }
  }

  /** Throws away what is there. */
  void release() {
    parts = NOTHING;
    next = 0;
    gather.clear();
    giveRecords();
  }
}
