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
 * The inbound half of a TLS connection: records from the socket, what is in them to the user.
 *
 * <p>The records of one read go to the user together, since a signal for each would cost more than
 * its decryption. A record that is wrong is reported behind those before it.
 */
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

  /** What the records taken since the last {@link #ready} held; none if null. */
  private @Nullable ByteBuffer gathered;

  /** What the user has not taken yet, ready to be read; none if null. */
  private @Nullable ByteBuffer plain;

  /** What was wrong with the record behind those gathered. */
  private @Nullable SSLException broken;

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

  /** Takes one record. Call {@link #hasRoom} before a second one. */
  Step unwrap() throws SSLException {
    ByteBuffer source = records;
    return source == null ? Step.STARVED : unwrap(source, target());
  }

  /** Whether what another record holds can be gathered with what is there. */
  boolean hasRoom() {
    return broken == null && (gathered == null || gathered.remaining() >= TlsBuffers.RECORD);
  }

  /** Whether records were taken that held something for the user. */
  boolean hasGathered() {
    return gathered != null;
  }

  private ByteBuffer target() {
    ByteBuffer target = gathered;
    if (target == null) {
      target = loop.tls().plain.take();
      gathered = target;
    }
    return target;
  }

  /** A failure waits until the user has what came before it. */
  private Step unwrap(ByteBuffer source, ByteBuffer target) throws SSLException {
    try {
      SSLEngineResult result = engine.unwrap(source, target);
      if (result.getStatus() == SSLEngineResult.Status.BUFFER_OVERFLOW && target.position() == 0) {
        loop.tls().plain.give(target);
        gathered = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        result = engine.unwrap(source, gathered);
      }
      return step(result.getStatus());
    } catch (SSLException e) {
      if (target.position() == 0) {
        throw e;
      }
      broken = e;
      return Step.STARVED;
    }
  }

  private Step step(SSLEngineResult.Status status) throws SSLException {
    giveEmptyGathered();
    giveEmptyRecords();
    return switch (status) {
      case BUFFER_UNDERFLOW -> starved();
      case BUFFER_OVERFLOW -> Step.STARVED;
      case CLOSED -> Step.CLOSED;
      case OK -> Step.RECORD;
    };
  }

  private void giveEmptyGathered() {
    ByteBuffer mine = gathered;
    if (mine != null && mine.position() == 0) {
      loop.tls().plain.give(mine);
      gathered = null;
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

  /** Makes what was gathered ready for the user. There must be nothing left for him. */
  void ready() {
    ByteBuffer mine = gathered;
    if (mine != null) {
      plain = mine.flip();
      gathered = null;
    }
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

  /** Throws what was wrong with the last record once the user has had all that came before it. */
  void checkIntact() throws SSLException {
    if (broken != null && plain == null) {
      throw broken;
    }
  }

  /** Throws away what is there. */
  void release() {
    if (gathered != null) {
      gathered.position(0);
      giveEmptyGathered();
    }
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
