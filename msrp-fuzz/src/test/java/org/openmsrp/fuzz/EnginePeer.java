// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.testkit.loopback.Simulation;

/** Writes whatever it is told, and keeps what comes. */
final class EnginePeer implements ConnectionHandler {

  private final Simulation simulation;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private @Nullable Connection connection;
  private boolean writing;
  private boolean over;

  EnginePeer(Simulation simulation) {
    this.simulation = simulation;
  }

  void sends(byte[] octets) {
    if (octets.length > 0) {
      waiting.add(ByteBuffer.wrap(octets));
      write();
    }
    simulation.runUntilIdle();
  }

  private void write() {
    Connection open = connection;
    ByteBuffer next = writing || over || open == null ? null : waiting.poll();
    if (next != null) {
      writing = true;
      open.write(true, next);
    }
  }

  /** What has come so far. */
  String heard() {
    return Chance.latin1(received.toByteArray());
  }

  /** Whatever was said to it, the stack has written frames; the last one may be cut off. */
  void requireLegible() {
    Signals signals = Signals.of(List.of(received.toByteArray()));
    boolean sound =
        signals.said().stream().noneMatch(s -> s.startsWith("fatal") || s.startsWith("malformed"));
    require(sound, "the stack writes frames: " + signals.said());
  }

  @Override
  public void onOpen(Connection opened) {
    connection = opened;
    opened.demand();
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    received.writeBytes(copy);
    if (connection != null) {
      connection.demand();
    }
  }

  @Override
  public void onWritten() {
    writing = false;
    write();
  }

  @Override
  public void onWake() {}

  @Override
  public void onClosed(CloseReason reason) {
    over = true;
  }
}
