// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.awaitility.Awaitility;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.testkit.scripted.ScriptedPeer;
import org.openmsrp.testkit.tck.RecordingHandler;

/** A transport that listens, without a stack, and whom it has let in. */
final class Bound implements AutoCloseable {

  private final Ground ground;
  private final Transport transport;
  private final Binding binding;
  private final UnaryOperator<RecordingHandler> welcome;
  private final List<RecordingHandler> accepted = new CopyOnWriteArrayList<>();

  /**
   * Listens.
   *
   * @param ground where
   * @param transport closed by this
   * @param options without credentials, which the ground has
   * @param welcome what is done with the handler of a newcomer
   */
  Bound(
      Ground ground,
      Transport transport,
      BindOptions options,
      UnaryOperator<RecordingHandler> welcome) {
    this.ground = ground;
    this.transport = transport;
    this.welcome = welcome;
    BindOptions how = ground.tls() ? options.withTls(ground.credentials()) : options;
    binding = Target.join(transport.acceptor().bind(ground.endpoint(0), how, this::newcomer));
  }

  private RecordingHandler newcomer() {
    RecordingHandler handler = welcome.apply(new RecordingHandler("newcomer"));
    accepted.add(handler);
    return handler;
  }

  int port() {
    return binding.localEndpoint().port();
  }

  /** A peer that has shaken hands. */
  ScriptedPeer peer() {
    return ground.peer(port());
  }

  /** The handler of the first who was let in. */
  RecordingHandler first() {
    Awaitility.await()
        .atMost(Target.PATIENCE)
        .pollInterval(Target.LOOK)
        .until(() -> !accepted.isEmpty() && accepted.get(0).opens() > 0);
    return accepted.get(0);
  }

  /** Waits until so many were let in, and something holds for each. */
  void awaitAll(int count, Predicate<RecordingHandler> condition) {
    Awaitility.await()
        .atMost(Target.PATIENCE)
        .pollInterval(Target.LOOK)
        .until(() -> accepted.size() == count && accepted.stream().allMatch(condition));
  }

  static void await(RecordingHandler handler, BooleanSupplier condition) {
    assertThat(handler.await(condition, Target.PATIENCE)).as("%s", handler).isTrue();
  }

  /** Looks for a moment. */
  static void never(RecordingHandler handler, BooleanSupplier condition) {
    assertThat(handler.await(condition, Target.A_MOMENT)).as("%s", handler).isFalse();
  }

  @Override
  public void close() {
    transport.close();
  }
}
