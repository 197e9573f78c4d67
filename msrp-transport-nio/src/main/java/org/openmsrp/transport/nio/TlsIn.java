// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** The inbound half of a TLS connection: records from the socket, what is in them to the user. */
final class TlsIn {

  /** What {@link #unwrap} did. */
  enum Step {
    /** It took a record, which may have held something for the user, or not. */
    RECORD,
    /** There is no whole record: read on. */
    STARVED,
    /** The peer's close_notify. */
    CLOSED
  }

  private final SSLEngine engine;
  private final NioLoop loop;

  /** Octets of records not taken yet, ready to be read; none if null. */
  private @Nullable ByteBuffer records;

  /** What the last record held and the user has not taken yet, ready to be read; none if null. */
  private @Nullable ByteBuffer plain;

  TlsIn(SSLEngine engine, NioLoop loop) {
    this.engine = engine;
    this.loop = loop;
  }

  /** Reads once; the number of octets, or -1 at the end of the stream. */
  int read(SocketChannel channel) throws IOException {
    ByteBuffer target = records == null ? loop.tls().in.take() : records.compact();
    records = target;
    ByteBuffer direct = loop.readBuffer(target.remaining());
    int octets = channel.read(direct);
    target.put(direct.flip()).flip();
    giveEmptyRecords();
    return octets;
  }

  /** Takes one record. There must be nothing left for the user. */
  Step unwrap() throws SSLException {
    ByteBuffer source = records;
    return source == null ? Step.STARVED : unwrap(source, loop.tls().plain.take());
  }

  private Step unwrap(ByteBuffer source, ByteBuffer target) throws SSLException {
    SSLEngineResult result = unwrapOrGive(source, target);
    if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW) {
      loop.tls().plain.give(target);
      return unwrap(source, ByteBuffer.allocate(engine.getSession().getApplicationBufferSize()));
    }
    plain = target.flip();
    giveEmptyPlain();
    giveEmptyRecords();
    return switch (result.getStatus()) {
      case BUFFER_UNDERFLOW -> starved();
      case CLOSED -> Step.CLOSED;
      default -> Step.RECORD;
    };
  }

  private SSLEngineResult unwrapOrGive(ByteBuffer source, ByteBuffer target) throws SSLException {
    try {
      return engine.unwrap(source, target);
    } catch (SSLException | RuntimeException e) {
      loop.tls().plain.give(target);
      throw e;
    }
  }

  /** A buffer that is full and holds no whole record never will. */
  private Step starved() throws SSLException {
    ByteBuffer source = records;
    if (source != null && source.remaining() == source.capacity()) {
      throw new SSLException("TLS record too large");
    }
    return Step.STARVED;
  }

  /** Whether something is left for the user. */
  boolean hasPlain() {
    return plain != null;
  }

  /** A read-only view of what is left, no more than {@code max} octets of it. */
  ByteBuffer lend(int max) {
    ByteBuffer source = plain;
    if (source == null) {
      throw new IllegalStateException("nothing to lend");
    }
    int octets = Math.min(max, source.remaining());
    ByteBuffer view = source.slice(source.position(), octets).asReadOnlyBuffer();
    source.position(source.position() + octets);
    return view;
  }

  /** After {@link #lend}: the user is done with it. */
  void giveEmptyPlain() {
    ByteBuffer mine = plain;
    if (mine != null && !mine.hasRemaining()) {
      loop.tls().plain.give(mine);
      plain = null;
    }
  }

  private void giveEmptyRecords() {
    ByteBuffer mine = records;
    if (mine != null && !mine.hasRemaining()) {
      loop.tls().in.give(mine);
      records = null;
    }
  }

  /** Throws away what is there. */
  void release() {
    if (plain != null) {
      plain.position(plain.limit());
      giveEmptyPlain();
    }
    if (records != null) {
      records.position(records.limit());
      giveEmptyRecords();
    }
  }
}
