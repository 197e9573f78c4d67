// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpLimits;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionBuilder;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.MsrpStatistics;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.SessionHandler;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/** A server on some ground, with one honest session on it that must not suffer. */
final class Target implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(20);

  /** Between two looks at what is awaited. */
  static final Duration LOOK = Duration.ofMillis(10);

  /** For what must not happen: it might, in this time. */
  static final Duration A_MOMENT = Duration.ofMillis(300);

  /** Small, so that a write is stuck soon after the attacker's end takes nothing more. */
  private static final SocketOptions SOCKET = SocketOptions.DEFAULT.withSendBufferSize(8 * 1024);

  private final Ground ground;
  private final MsrpLimits limits;
  private final MsrpStack stack;
  private final MsrpStack honestStack;
  private final MsrpServer server;
  private final MsrpSession honest;
  private final MsrpSession served;
  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final MsrpStatistics statistics = new MsrpStatistics();
  private final SkippingTimers timers = new SkippingTimers();
  private int exchanges;

  Target(Ground ground) {
    this(ground, MsrpLimits.DEFAULT, MsrpTimeouts.DEFAULT);
  }

  Target(Ground ground, MsrpLimits limits, MsrpTimeouts timeouts) {
    this.ground = ground;
    this.limits = limits;
    stack =
        builder()
            .observer(statistics)
            .timers(timers)
            .socketOptions(SOCKET)
            .limits(limits)
            .timeouts(timeouts)
            .build();
    honestStack = builder().build();
    server = join(stack.server(ground.uri(0, "")));
    DirectConnector connector = honestStack.connector(options());
    Expectation expectation = server.expect(options());
    CompletableFuture<MsrpSession> accepted =
        expectation
            .complete(join(connector.prepare()))
            .thenApply(this::serve)
            .toCompletableFuture();
    honest =
        MsrpSession.builder(join(connector.complete(expectation.path())))
            .handler(this::receive)
            .start();
    served = join(accepted);
  }

  private MsrpStackBuilder builder() {
    MsrpStackBuilder builder =
        MsrpStack.builder().transport(ground.open()).advertisedHost("127.0.0.1");
    return ground.tls() ? builder.credentials(ground.credentials()) : builder;
  }

  private SessionOptions options() {
    return SessionOptions.DEFAULT
        .withSecure(ground.tls())
        .withTransport(ground.messages() ? MsrpUri.WS : MsrpUri.TCP);
  }

  private MsrpSession serve(MsrpChannel channel) {
    return MsrpSession.builder(channel).handler(this::receive).start();
  }

  private void receive(IncomingMessage message) {
    var unused = message.text().thenAccept(texts::add);
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).join();
  }

  Ground ground() {
    return ground;
  }

  MsrpServer server() {
    return server;
  }

  MsrpLimits limits() {
    return limits;
  }

  int port() {
    return server.uri().port().orElseThrow();
  }

  /** Connections of the server that are open. */
  long connections() {
    return statistics.snapshot().connections().open();
  }

  /** Connections of the server that were ever open. */
  long opened() {
    return statistics.snapshot().connections().opened();
  }

  /** Time passes for the server alone. */
  void skip(Duration time) {
    timers.skip(time);
  }

  /** A peer that has connected and said nothing. */
  ScriptedPeer peer() {
    return ground.peer(port());
  }

  /** The honest session carries a message either way. */
  void exchange() {
    exchanges++;
    for (MsrpSession sender : new MsrpSession[] {honest, served}) {
      String text = exchanges + " of " + sender;
      assertThat(join(sender.send(text))).isInstanceOf(Delivery.Accepted.class);
      assertThat(next(texts)).isEqualTo(text);
    }
  }

  static <T> T next(BlockingQueue<T> queue) {
    try {
      return Optional.ofNullable(queue.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).orElseThrow();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Expects a session of whoever knows its id. */
  Prey prey(SessionHandler handler) {
    return preyThat(builder -> builder.handler(handler));
  }

  /** The same, of a session with these settings. */
  Prey preyThat(UnaryOperator<MsrpSessionBuilder> settings) {
    return new Prey(server.expect(options()), settings, ground.uri(9, "hostile").toString());
  }

  Prey prey() {
    return prey(message -> message.discard());
  }

  /** A session that a hostile peer may have. */
  static final class Prey implements AutoCloseable {
    final MsrpPath path;
    final String from;
    private final Expectation expectation;
    private final CompletableFuture<MsrpSession> session;

    private Prey(Expectation expectation, UnaryOperator<MsrpSessionBuilder> settings, String from) {
      this.expectation = expectation;
      this.from = from;
      path = expectation.path();
      session =
          expectation
              .completeWithAnyPeer()
              .thenApply(channel -> settings.apply(MsrpSession.builder(channel)).start())
              .toCompletableFuture();
    }

    MsrpSession session() {
      return join(session);
    }

    Frames frames() {
      return new Frames(path.toString(), from);
    }

    /** Binds it to a peer. */
    ScriptedPeer bind(ScriptedPeer peer) {
      peer.send(frames().knock("bind0001")).expectResponse("bind0001", 200);
      session();
      return peer;
    }

    @Override
    public void close() {
      session.thenAccept(MsrpSession::close);
      expectation.close();
    }
  }

  @Override
  public void close() {
    honestStack.close();
    stack.close();
    timers.close();
  }
}
