// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;

/** A recorded connection whose transport and user are played by the test. */
final class Wire implements AutoCloseable {

  static final Endpoint ALICE = Endpoint.tcp("192.0.2.1", 40_000);
  static final Endpoint BOB = Endpoint.tcp("192.0.2.2", 2_855);

  private final Capture capture;
  private RecordedConnection line;
  private Instant now = Instant.parse("2026-01-02T03:04:05.678901Z");

  Wire(Path file) {
    this(file, Capture.LIMIT);
  }

  Wire(Path file, long limit) {
    capture = new Capture(file, limit, this::tick);
    line = new RecordedConnection(new Deaf(), capture, true);
  }

  private Instant tick() {
    now = now.plus(Duration.ofMillis(1));
    return now;
  }

  Capture capture() {
    return capture;
  }

  Wire open(Endpoint local, Endpoint remote) {
    line = new RecordedConnection(new Deaf(), capture, true);
    line.onOpen(
        new Deaf(new ConnectionInfo("test", local, remote, Framing.STREAM, Optional.empty())));
    return this;
  }

  void say(String... parts) {
    ByteBuffer[] buffers = new ByteBuffer[parts.length];
    for (int i = 0; i < parts.length; i++) {
      buffers[i] = ByteBuffer.wrap(parts[i].getBytes(UTF_8));
    }
    line.write(true, buffers);
  }

  void hear(String octets) {
    line.onBytes(ByteBuffer.wrap(octets.getBytes(UTF_8)).asReadOnlyBuffer(), false);
  }

  void end(CloseReason reason) {
    line.onClosed(reason);
  }

  static List<Segment> segments(Path file) {
    List<Segment> segments = new ArrayList<>();
    try (CaptureReader reader = new CaptureReader(file)) {
      for (CaptureReader.Packet packet = reader.next(); packet != null; packet = reader.next()) {
        segments.add(Segment.of(packet).orElseThrow());
      }
    }
    return segments;
  }

  static String send(String transaction, String range, String body, char flag) {
    return "MSRP "
        + transaction
        + " SEND\r\nTo-Path: msrp://192.0.2.2:2855/bob;tcp\r\n"
        + "From-Path: msrp://192.0.2.1:40000/alice;tcp\r\nMessage-ID: message1\r\nByte-Range: "
        + range
        + "\r\nContent-Type: text/plain\r\n\r\n"
        + body
        + "\r\n-------"
        + transaction
        + flag
        + "\r\n";
  }

  static String answer(String transaction, String status) {
    return "MSRP "
        + transaction
        + " "
        + status
        + "\r\nTo-Path: msrp://192.0.2.1:40000/alice;tcp\r\n"
        + "From-Path: msrp://192.0.2.2:2855/bob;tcp\r\n-------"
        + transaction
        + "$\r\n";
  }

  @Override
  public void close() {
    capture.close();
  }

  /** Nobody listens, nothing is sent. */
  private record Deaf(ConnectionInfo info) implements ConnectionHandler, Connection {

    private Deaf() {
      this(new ConnectionInfo("test", ALICE, BOB, Framing.STREAM, Optional.empty()));
    }

    @Override
    public void onOpen(Connection connection) {}

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      bytes.position(bytes.limit());
    }

    @Override
    public void onWritten() {}

    @Override
    public void onWake() {}

    @Override
    public void onClosed(CloseReason reason) {}

    @Override
    public void demand() {}

    @Override
    public void write(boolean endOfFrame, ByteBuffer... parts) {
      for (ByteBuffer part : parts) {
        part.position(part.limit());
      }
    }

    @Override
    public void wake() {}

    @Override
    public void close() {}

    @Override
    public void abort(TransportException reason) {}
  }
}
