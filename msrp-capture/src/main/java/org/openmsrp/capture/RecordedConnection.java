// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.TappedConnection;

/**
 * Sits between a connection and its user and writes down what passes. Signals come one at a time,
 * but a write may come from any thread beside them: the packets have a lock.
 */
final class RecordedConnection extends TappedConnection {

  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

  private final Capture capture;
  private final boolean dialled;
  private final FrameCutter said = new FrameCutter();
  private final FrameCutter heard = new FrameCutter();
  private final Object lock = new Object();

  /** Null before the connection opens, and if its other end is recorded. */
  private @Nullable TcpPackets packets;

  RecordedConnection(ConnectionHandler user, Capture capture, boolean dialled) {
    super(user);
    this.capture = capture;
    this.dialled = dialled;
  }

  @Override
  public void onOpen(Connection opened) {
    ConnectionInfo info = opened.info();
    if (capture.begin(Flow.of(info))) {
      synchronized (lock) {
        begin(info);
      }
    }
    super.onOpen(opened);
  }

  private void begin(ConnectionInfo info) {
    packets = packets(info);
    String comment = info.transport() + " " + info.local() + " to " + info.remote();
    packet(dialled, TcpPackets.SYN, NOTHING, comment);
    packet(!dialled, TcpPackets.SYN | TcpPackets.ACK, NOTHING, "");
    packet(dialled, TcpPackets.ACK, NOTHING, "");
  }

  private TcpPackets packets(ConnectionInfo info) {
    return new TcpPackets(
        capture.addresses().of(info.local().host()),
        info.local().port(),
        capture.addresses().of(info.remote().host()),
        info.remote().port());
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    record(false, heard, bytes);
    super.onBytes(bytes, endOfFrame);
  }

  @Override
  public void write(boolean endOfFrame, ByteBuffer... parts) {
    // Before the transport has them: an answer must not stand before its question.
    ByteBuffer[] copies = new ByteBuffer[parts.length];
    for (int i = 0; i < parts.length; i++) {
      copies[i] = parts[i].duplicate();
    }
    for (ByteBuffer copy : copies) {
      record(true, said, copy);
    }
    super.write(endOfFrame, parts);
  }

  @Override
  public void onClosed(CloseReason reason) {
    synchronized (lock) {
      if (packets != null) {
        end(reason);
        packets = null;
        capture.end(Flow.of(info()));
      }
    }
    super.onClosed(reason);
  }

  private void end(CloseReason reason) {
    if (reason instanceof CloseReason.Failed failed) {
      boolean here = failed.cause().kind() != TransportException.Kind.RESET;
      packet(here, TcpPackets.RST | TcpPackets.ACK, NOTHING, failed.cause().kind().toString());
      return;
    }
    boolean here = reason instanceof CloseReason.LocalClose;
    packet(here, TcpPackets.FIN | TcpPackets.ACK, NOTHING, "");
    packet(!here, TcpPackets.FIN | TcpPackets.ACK, NOTHING, "");
    packet(here, TcpPackets.ACK, NOTHING, "");
  }

  private void record(boolean outbound, FrameCutter cutter, ByteBuffer octets) {
    synchronized (lock) {
      if (packets != null) {
        cutter.cut(octets, piece -> segments(outbound, piece));
      }
    }
  }

  private void segments(boolean outbound, ByteBuffer piece) {
    while (piece.hasRemaining()) {
      int size = Math.min(TcpPackets.SEGMENT, piece.remaining());
      ByteBuffer segment = piece.slice(piece.position(), size);
      piece.position(piece.position() + size);
      packet(outbound, TcpPackets.PSH | TcpPackets.ACK, segment, "");
    }
  }

  private void packet(boolean outbound, int flags, ByteBuffer octets, String comment) {
    Instant now = capture.now();
    ByteBuffer frame = requireNonNull(packets).next(outbound, flags, octets);
    capture.append(Pcapng.packet(now, frame, comment));
  }
}
