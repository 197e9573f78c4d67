// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.Simulation;

/** Two stacks on a simulated network, connected on demand: Alice is active, Bob passive. */
final class Pair implements AutoCloseable {

  final Simulation simulation;
  final MsrpStack alice;
  final MsrpStack bob;
  final Recorder atAlice = new Recorder();
  final Recorder atBob = new Recorder();

  Pair() {
    this(builder -> builder);
  }

  Pair(Simulation simulation) {
    this(simulation, builder -> builder);
  }

  Pair(UnaryOperator<MsrpStackBuilder> settings) {
    this(Simulation.inOrder(), settings);
  }

  private Pair(Simulation simulation, UnaryOperator<MsrpStackBuilder> settings) {
    this.simulation = simulation;
    alice = stack(settings);
    bob = stack(settings);
  }

  private MsrpStack stack(UnaryOperator<MsrpStackBuilder> settings) {
    return settings
        .apply(
            MsrpStack.builder()
                .transport(simulation.newTransport())
                .timers(simulation.time())
                .callbackExecutor(simulation.executor())
                .blockingExecutor(simulation.executor())
                .advertisedHost("host.example"))
        .build();
  }

  /** Both ends of a bound channel: Alice's, then Bob's. */
  List<MsrpChannel> channels() {
    DirectAcceptor acceptor = bob.acceptor();
    MsrpPath bobPath =
        simulation.await(acceptor.prepare(MsrpUri.parse("msrp://bob.example:0/s3ss10n;tcp")));
    DirectConnector connector = alice.connector();
    MsrpPath alicePath = simulation.await(connector.prepare());
    var bobChannel = acceptor.complete(alicePath);
    MsrpChannel aliceChannel = simulation.await(connector.complete(bobPath));
    return List.of(aliceChannel, simulation.await(bobChannel));
  }

  /** Both ends of a session: Alice's, then Bob's. */
  List<MsrpSession> sessions(String... bobAccepts) {
    List<MsrpChannel> channels = channels();
    MsrpSession first = MsrpSession.builder(channels.get(0)).handler(atAlice).start();
    MsrpSessionBuilder second = MsrpSession.builder(channels.get(1)).handler(atBob);
    if (bobAccepts.length > 0) {
      second.acceptTypes(bobAccepts);
    }
    MsrpSession bobSession = second.start();
    simulation.runUntilIdle();
    return List.of(first, bobSession);
  }

  @Override
  public void close() {
    alice.close();
    bob.close();
    simulation.close();
  }

  /** Remembers what a session told. */
  static final class Recorder implements SessionHandler {
    final List<IncomingMessage> messages = new ArrayList<>();
    final List<String> texts = new ArrayList<>();
    final List<MessageReport> reports = new ArrayList<>();
    final List<SessionEnd> ends = new ArrayList<>();
    final List<Throwable> failures = new ArrayList<>();
    boolean take = true;
    Consumer<IncomingMessage> onMessage = message -> {};
    Optional<MsrpStatus> screening = Optional.empty();
    MsrpStatus nicknameAnswer = MsrpStatus.OK;
    Consumer<Nickname> onNickname = nickname -> {};
    final List<Nickname> nicknames = new ArrayList<>();

    @Override
    public void onMessage(IncomingMessage message) {
      messages.add(message);
      onMessage.accept(message);
      if (take) {
        var unused =
            message
                .bytes()
                .handle(
                    (octets, failure) ->
                        failure == null
                            ? texts.add(new String(octets, StandardCharsets.UTF_8))
                            : failures.add(failure));
      }
    }

    @Override
    public Optional<MsrpStatus> screen(RequestHead head) {
      return screening;
    }

    @Override
    public void onReport(MessageReport report) {
      reports.add(report);
    }

    @Override
    public MsrpStatus onNickname(Nickname nickname) {
      nicknames.add(nickname);
      onNickname.accept(nickname);
      return nicknameAnswer;
    }

    @Override
    public void onClosed(SessionEnd end) {
      ends.add(end);
    }
  }
}
