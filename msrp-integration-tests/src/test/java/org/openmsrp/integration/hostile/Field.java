// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.openmsrp.session.SessionHandler;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/** What an attack has to do with: the server, its time, and the peers that attack. */
final class Field implements AutoCloseable {

  private final Target target;
  private final int scale;
  private final Optional<Runnable> height;
  private final List<ScriptedPeer> peers = new ArrayList<>();
  private final List<Target.Prey> preys = new ArrayList<>();

  /**
   * A field.
   *
   * @param target who is attacked
   * @param scale how many peers, frames or chunks
   * @param height told when the attack holds most: somebody measures, and time is not hurried
   */
  Field(Target target, int scale, Optional<Runnable> height) {
    this.target = target;
    this.scale = scale;
    this.height = height;
  }

  Target target() {
    return target;
  }

  int scale() {
    return scale;
  }

  /** The attack holds most now; the honest session must not notice. */
  void height() {
    target.exchange();
    height.ifPresent(Runnable::run);
  }

  /** Whether time passes as it does. */
  boolean unhurried() {
    return height.isPresent();
  }

  /** A peer that has shaken hands, with these versions of TLS only if some are named. */
  ScriptedPeer peer(String... protocols) {
    return add(target.ground().peer(target.port(), protocols));
  }

  /** Peers that have shaken hands, once the server knows all of them. */
  void crowd(int size) {
    long before = target.opened();
    for (int i = 0; i < size; i++) {
      peer();
    }
    Awaitility.await()
        .atMost(Target.PATIENCE)
        .pollInterval(Target.LOOK)
        .until(() -> target.opened() >= before + size);
  }

  /** A peer that has connected and shakes no hands. */
  ScriptedPeer rawPeer() {
    return add(ScriptedPeer.connectRaw(target.ground().endpoint(target.port())));
  }

  private ScriptedPeer add(ScriptedPeer peer) {
    peers.add(peer);
    return peer;
  }

  Target.Prey prey() {
    return prey(message -> message.discard());
  }

  Target.Prey prey(SessionHandler handler) {
    Target.Prey prey = target.prey(handler);
    preys.add(prey);
    return prey;
  }

  /** Time passes until it is as asserted. */
  void passes(Duration time, ThrowingRunnable assertion) {
    Awaitility.await()
        .atMost(Target.PATIENCE)
        .pollInterval(Duration.ofMillis(50))
        .untilAsserted(
            () -> {
              target.skip(unhurried() ? Duration.ZERO : time);
              assertion.run();
            });
  }

  @Override
  public void close() {
    preys.forEach(Target.Prey::close);
    peers.forEach(ScriptedPeer::close);
  }
}
