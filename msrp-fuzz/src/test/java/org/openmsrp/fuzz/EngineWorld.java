// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TappedTransport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionHandler;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.loopback.Simulation;

/** A stack, one peer that is no stack, and time that stands still; everything is foreseeable. */
final class EngineWorld {

  static final MsrpPath LOCAL = MsrpPath.parse("msrp://stack.example:2855/stacksession;tcp");
  static final MsrpPath REMOTE = MsrpPath.parse("msrp://raw.example:7777/rawsession;tcp");

  private static final Endpoint STACK = new Endpoint(Endpoint.TCP, "stack.example", 2855, "");
  private static final Endpoint RAW = new Endpoint(Endpoint.TCP, "raw.example", 7777, "");

  /** What the user does with a message. */
  interface Taking {
    void take(IncomingMessage message);
  }

  private final Simulation simulation = Simulation.inOrder();
  private final LoopbackTransport raw = simulation.newTransport();
  private final Troubles troubles = new Troubles();
  private final EnginePeer peer = new EnginePeer(simulation);
  private final MsrpStack stack;
  private Taking taking = IncomingMessage::bytes;

  EngineWorld() {
    stack =
        MsrpStack.builder()
            .transport(new TappedTransport(simulation.newTransport(), troubles::watch))
            .timers(simulation.time())
            .callbackExecutor(simulation.executor())
            .blockingExecutor(simulation.executor())
            .identifiers(new Counting())
            .logger(troubles)
            .advertisedHost("stack.example")
            .build();
  }

  MsrpStack stack() {
    return stack;
  }

  EnginePeer peer() {
    return peer;
  }

  void taking(Taking value) {
    taking = value;
  }

  void connect() {
    await(raw.connector().connect(STACK, ConnectOptions.DEFAULT, peer));
    settle();
  }

  void listen() {
    await(raw.acceptor().bind(RAW, BindOptions.DEFAULT, () -> peer));
  }

  <T> T await(CompletionStage<T> stage) {
    return simulation.await(stage);
  }

  void settle() {
    simulation.runUntilIdle();
  }

  void advance(Duration duration) {
    simulation.advance(duration);
  }

  MsrpSession session(MsrpChannel channel) {
    MsrpSession session = MsrpSession.builder(channel).handler(new User()).start();
    settle();
    return session;
  }

  void whenBound(CompletionStage<MsrpChannel> channel) {
    var unused =
        channel.thenAccept(bound -> MsrpSession.builder(bound).handler(new User()).start());
    settle();
  }

  /** Ends everything, and looks whether anything went wrong. */
  void close() {
    stack.close();
    simulation.close();
    troubles.requireNone();
    peer.requireLegible();
  }

  private final class User implements SessionHandler {
    @Override
    public void onMessage(IncomingMessage message) {
      taking.take(message);
    }

    @Override
    public MsrpStatus onNickname(Nickname nickname) {
      return MsrpStatus.OK;
    }
  }

  private static final class Counting implements IdentifierSource {
    private final AtomicInteger count = new AtomicInteger();

    @Override
    public String transactionId() {
      return "tid%04d".formatted(count.incrementAndGet());
    }

    @Override
    public String messageId() {
      return "mid%04d".formatted(count.incrementAndGet());
    }

    @Override
    public String sessionId() {
      return "sid%04d".formatted(count.incrementAndGet());
    }
  }
}
