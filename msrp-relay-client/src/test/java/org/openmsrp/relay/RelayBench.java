// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.testkit.loopback.Simulation;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.testkit.relay.EmbeddedRelayBuilder;

/** A simulated world with relays, and stacks that use them. */
final class RelayBench implements AutoCloseable {

  static final String PASSWORD = "w0nderland-secret";

  final Simulation world = Simulation.inOrder();
  final Log log = new Log();
  final MsrpStack stack = newStack();
  final List<MsrpStack> others = new ArrayList<>();
  RelayClient client = RelayClient.builder(stack).build();

  MsrpStack newStack() {
    return MsrpStack.builder()
        .transport(world.newTransport())
        .timers(world.time())
        .callbackExecutor(world.executor())
        .blockingExecutor(world.executor())
        .advertisedHost("host.example")
        .logger(log)
        .build();
  }

  RelayClient newClient() {
    MsrpStack other = newStack();
    others.add(other);
    return RelayClient.builder(other).build();
  }

  EmbeddedRelay relay(String host) {
    return relay(host, builder -> builder);
  }

  EmbeddedRelay relay(String host, UnaryOperator<EmbeddedRelayBuilder> settings) {
    return world.await(
        settings
            .apply(
                EmbeddedRelay.builder()
                    .listen(world.newTransport(), Endpoint.tls(host, 2855))
                    .timers(world.time())
                    .user("alice", PASSWORD)
                    .user("bob", PASSWORD))
            .start());
  }

  static RelaySettings settings(EmbeddedRelay relay, String user) {
    return RelaySettings.builder(relay.uri()).credentials(user, PASSWORD.toCharArray()).build();
  }

  RelayGrant grant(RelaySettings settings) {
    RelayConnector connector = client.connector(settings, RelayMode.ACTIVE);
    world.await(connector.prepare());
    return connector.grant().orElseThrow();
  }

  RelayException refusal(RelaySettings settings) {
    return refusal(client.connector(settings, RelayMode.ACTIVE).prepare());
  }

  RelayException refusal(CompletionStage<?> stage) {
    Throwable thrown = catchThrowable(() -> world.await(stage));
    assertThat(thrown).isInstanceOf(CompletionException.class);
    assertThat(thrown.getCause()).isInstanceOf(RelayException.class);
    assertThat(thrown.getCause().getMessage()).doesNotContain(PASSWORD);
    return (RelayException) thrown.getCause();
  }

  /** Both channels of a session between two connectors: the active one's first. */
  List<MsrpChannel> connect(RelayConnector active, RelayConnector passive) {
    MsrpPath activePath = world.await(active.prepare());
    MsrpPath passivePath = world.await(passive.prepare());
    CompletionStage<MsrpChannel> second = passive.complete(activePath);
    MsrpChannel first = world.await(active.complete(passivePath));
    return List.of(first, world.await(second));
  }

  void advance(Duration time) {
    world.advance(time);
  }

  @Override
  public void close() {
    stack.close();
    others.forEach(MsrpStack::close);
    world.close();
    assertThat(log.lines).noneMatch(line -> line.contains(PASSWORD));
  }

  /** Remembers what was logged. */
  static final class Log implements MsrpLogger {
    final List<String> lines = new ArrayList<>();
    final List<MsrpHead> sent = new ArrayList<>();

    @Override
    public boolean logsTraffic() {
      return true;
    }

    @Override
    public void sentNewChunk(java.nio.ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
      sent.add(head);
    }

    @Override
    public void warn(String message) {
      lines.add(message);
    }

    @Override
    public void info(String message) {
      lines.add(message);
    }
  }
}
