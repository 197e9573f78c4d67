// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.openmsrp.testkit.loopback.Simulation;
import org.openmsrp.testkit.scripted.PeerHandler;

/** Writes whatever it is told, and keeps what comes. */
final class EnginePeer extends PeerHandler {

  private final Simulation simulation;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();

  EnginePeer(Simulation simulation) {
    this.simulation = simulation;
  }

  void sends(byte[] octets) {
    if (octets.length > 0) {
      write(ByteBuffer.wrap(octets));
    }
    simulation.runUntilIdle();
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
  protected void heard(ByteBuffer bytes, boolean endOfFrame) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    received.writeBytes(copy);
  }
}
