// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.session.Connector;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;

/** Two endpoints, each with a stack of its own: Bob listens, Alice connects. */
final class DemoPair implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 60;

  private final DemoSetup setup;
  private final Console console;
  private final @Nullable DemoRelay relay;
  private final MsrpStack aliceStack;
  private final MsrpStack bobStack;
  private @Nullable DemoParty alice;
  private @Nullable DemoParty bob;

  DemoPair(DemoSetup setup, MsrpLogger logger, CaptureOptions capture, Console console) {
    this.setup = setup;
    this.console = console;
    this.relay = setup.relayed() ? new DemoRelay() : null;
    DemoSetup.Stacked stacks = setup.stacks(logger, capture);
    this.aliceStack = stacks.alice();
    this.bobStack = stacks.bob();
  }

  /** Makes the session. */
  MsrpPath meet(String... bobAccepts) {
    DemoRelay between = relay;
    SessionOptions options = TransportOptions.options(setup.listening());
    Connector acceptor =
        between == null
            ? bobStack.acceptor()
            : between.connector(bobStack, "bob", RelayMode.PASSIVE);
    Connector connector =
        between == null
            ? aliceStack.connector(options)
            : between.connector(aliceStack, "alice", RelayMode.ACTIVE);
    MsrpPath bobPath =
        await(between == null ? acceptor.prepare(setup.listening()) : acceptor.prepare());
    MsrpPath alicePath = await(connector.prepare());
    CompletionStage<MsrpChannel> bobBound = acceptor.complete(alicePath);
    alice = DemoParty.on(await(connector.complete(bobPath)), "*");
    bob = DemoParty.on(await(bobBound), bobAccepts);
    return bobPath;
  }

  /** Makes so many sessions with a server of Bob's: Alice's ends. */
  List<MsrpSession> meetOnOnePort(int sessions) {
    MsrpServer server = await(bobStack.server(setup.listening()));
    SessionOptions options = TransportOptions.options(setup.listening());
    List<MsrpSession> ends = new ArrayList<>();
    for (int i = 0; i < sessions; i++) {
      Expectation expectation = server.expect(options);
      CompletionStage<MsrpChannel> bobBound = expectation.completeWithAnyPeer();
      DirectConnector connector = aliceStack.connector(options);
      await(connector.prepare());
      ends.add(MsrpSession.builder(await(connector.complete(expectation.path()))).start());
      MsrpSession.builder(await(bobBound)).handler(IncomingMessage::discard).start();
    }
    server.close();
    return ends;
  }

  /** Lets some time pass. */
  void pause(Duration time) {
    await(
        new CompletableFuture<Void>()
            .completeOnTimeout(null, time.toMillis(), TimeUnit.MILLISECONDS));
  }

  DemoParty alice() {
    return present(alice);
  }

  DemoParty bob() {
    return present(bob);
  }

  /** Waits for something, in bounded time and no longer than the user wants. */
  <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> result =
        stage.toCompletableFuture().copy().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS);
    console.onInterrupt(
        () ->
            result.completeExceptionally(
                new CommandFailure(ExitStatus.NOT_DELIVERED, "interrupted")));
    try {
      return result.join();
    } catch (RuntimeException e) {
      throw new CommandFailure(ExitStatus.NOT_DELIVERED, Failures.line(e), e);
    }
  }

  @Override
  public void close() {
    aliceStack.close();
    bobStack.close();
    if (relay != null) {
      relay.close();
    }
  }

  private static DemoParty present(@Nullable DemoParty party) {
    if (party == null) {
      throw new CommandFailure(ExitStatus.NO_CONNECTION, "there is no session");
    }
    return party;
  }
}
