// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TappedTransport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.session.Transfer;
import org.openmsrp.testkit.loopback.LoopbackTransport;
import org.openmsrp.testkit.loopback.NetworkEvent;
import org.openmsrp.testkit.loopback.Simulation;
import org.openmsrp.testkit.loopback.UserExecutor;

/** Plays one scenario and judges it. */
final class Conversation {

  private static final int PORT = 2855;

  private final Scenario scenario;
  private final Faults planted;
  private final Simulation world;
  private final Ledger ledger;
  private final EngineProbe probe;
  private final LoopbackTransport aliceTransport;
  private final LoopbackTransport bobTransport;
  private final UserExecutor aliceUsers;
  private final UserExecutor bobUsers;
  private final MsrpStack alice;
  private final MsrpStack bob;
  private final Map<Integer, Side> actives = new LinkedHashMap<>();
  private final Map<Integer, Side> passives = new LinkedHashMap<>();
  private final Map<Integer, MsrpPath> activePaths = new LinkedHashMap<>();
  private final List<AutoCloseable> open = new ArrayList<>();
  private final List<CompletionStage<?>> stages = new ArrayList<>();
  private int lines;
  private int keepAlives;

  private Conversation(Scenario scenario, Faults planted, Consumer<NetworkEvent> observer) {
    this.scenario = scenario;
    this.planted = planted;
    this.world = Simulation.seeded(scenario.seed());
    world.network().conditions(scenario.network());
    world.network().observe(observer);
    this.ledger = new Ledger(world.time());
    this.probe = new EngineProbe(scenario.limits(), scenario.sends(), ledger);
    this.aliceTransport = world.newTransport();
    this.bobTransport = world.newTransport();
    this.aliceUsers = world.newUsers(scenario.pace());
    this.bobUsers = world.newUsers(scenario.pace());
    this.alice = stack(aliceTransport, aliceUsers, 'a', "alice.example");
    this.bob = stack(bobTransport, bobUsers, 'b', Scenario.HUB);
  }

  /** Plays a scenario; what went wrong, nothing if all is well. */
  static List<String> play(Scenario scenario) {
    return play(scenario, Faults.NONE, event -> {});
  }

  static List<String> play(Scenario scenario, Faults planted, Consumer<NetworkEvent> observer) {
    Conversation conversation = new Conversation(scenario, planted, observer);
    try {
      conversation.play();
    } catch (RuntimeException e) {
      java.io.StringWriter text = new java.io.StringWriter();
      e.printStackTrace(new java.io.PrintWriter(text));
      conversation.ledger.wrong("the run broke: " + text);
    }
    return conversation.ledger.wrongs;
  }

  private MsrpStack stack(LoopbackTransport transport, UserExecutor users, char side, String host) {
    return MsrpStack.builder()
        .transport(new TappedTransport(transport, this::tapped))
        .timers(planted.timers(world.time()))
        .callbackExecutor(users)
        .blockingExecutor(world.executor())
        .identifiers(new Identifiers(side))
        .limits(scenario.limits())
        .advertisedHost(host)
        .build();
  }

  private ConnectionHandler tapped(ConnectionHandler engine) {
    lines++;
    WireChange.Rule rule = planted.wire();
    if (rule == null && scenario.rechunked()) {
      rule = new Rechunking(scenario.seed() + lines);
    }
    return new TappedLine(engine, ledger, probe, rule == null ? null : new WireChange(rule));
  }

  // ---- the day ----

  private void play() {
    MsrpServer server = startServer();
    for (Talk talk : scenario.talks()) {
      prepare(talk, server);
    }
    scenario.acts().forEach(this::plan);
    world.advance(scenario.horizon());
    judgeFates();
    if (scenario.calm()) {
      probe.atRest();
    }
    closeSessions();
    judgeEnds();
    tearDown();
  }

  private MsrpUri uri(String host, int port) {
    return MsrpUri.parse(
        "msrp://" + host + ":" + port + ";" + (scenario.webSocket() ? "ws" : "tcp"));
  }

  private Endpoint endpoint(String host) {
    return scenario.webSocket()
        ? new Endpoint(Endpoint.WS, host, PORT, "/")
        : Endpoint.tcp(host, PORT);
  }

  private MsrpServer startServer() {
    boolean hub = scenario.talks().stream().anyMatch(talk -> talk.place() == Talk.Place.HUB);
    MsrpServer server = world.await(bob.server(uri(Scenario.SERVER, PORT)));
    open.add(server);
    if (hub) {
      new Hub(world.newTransport(), endpoint(Scenario.HUB), endpoint(Scenario.SERVER));
      world.runUntilIdle();
    }
    return server;
  }

  private SessionOptions options(Talk talk) {
    SessionOptions options =
        SessionOptions.DEFAULT.withTransport(scenario.webSocket() ? "ws" : "tcp");
    return talk.chunks().map(options::withChunkPolicy).orElse(options);
  }

  private void prepare(Talk talk, MsrpServer server) {
    Side active = side(talk, true);
    Side passive = side(talk, false);
    DirectConnector connector = alice.connector(options(talk));
    open.add(connector);
    MsrpPath own = world.await(connector.prepare());
    activePaths.put(talk.id(), own);
    MsrpPath peer =
        talk.place() == Talk.Place.ACCEPTOR
            ? acceptor(talk, passive, own)
            : expectation(talk, passive, server, own);
    at(talk.dialAt(), () -> active.bind(connector.complete(dialled(talk, peer))));
  }

  /** The hub stands where the peers believe the server to be. */
  private static MsrpPath dialled(Talk talk, MsrpPath peer) {
    return talk.place() == Talk.Place.HUB ? Hub.rename(peer, Scenario.HUB) : peer;
  }

  private Side side(Talk talk, boolean active) {
    Receiver receiver = new Receiver(world, ledger, talk.id(), active);
    Side side = new Side(talk, active, receiver, ledger);
    (active ? actives : passives).put(talk.id(), side);
    return side;
  }

  private MsrpPath acceptor(Talk talk, Side passive, MsrpPath peer) {
    DirectAcceptor acceptor = bob.acceptor(options(talk));
    open.add(acceptor);
    MsrpUri local = uri(talk.host(), 0).toBuilder().sessionId(talk.sessionId()).build();
    MsrpPath path = world.await(acceptor.prepare(local));
    at(
        talk.expectAt(),
        () ->
            passive.bind(
                talk.anyPeer() ? acceptor.completeWithAnyPeer() : acceptor.complete(peer)));
    return path;
  }

  private MsrpPath expectation(Talk talk, Side passive, MsrpServer server, MsrpPath peer) {
    Expectation expected = server.expect(options(talk), Optional.of(talk.sessionId()));
    open.add(expected);
    at(
        talk.expectAt(),
        () ->
            passive.bind(
                talk.anyPeer() ? expected.completeWithAnyPeer() : expected.complete(peer)));
    return expected.path();
  }

  private void at(int millis, Runnable action) {
    world.at(
        Duration.ofMillis(millis),
        () -> {
          try {
            action.run();
          } catch (MsrpSessionException e) {
            boolean closed = e.kind() == MsrpSessionException.Kind.CLOSED;
            boolean order = e.kind() == MsrpSessionException.Kind.WRONG_STATE;
            if (!closed && !order) {
              ledger.wrong("a user met " + e);
            }
          }
        });
  }

  private void plan(Act act) {
    at(act.at(), () -> new Doing(act).run());
  }

  private Side side(int talk, boolean active) {
    return requireNonNull((active ? actives : passives).get(talk));
  }

  private UserExecutor users(boolean active) {
    return active ? aliceUsers : bobUsers;
  }

  /** One act, done. */
  private final class Doing implements Runnable {
    private final Act act;

    Doing(Act act) {
      this.act = act;
    }

    @Override
    public void run() {
      if (act instanceof Act.Send send) {
        send(send);
      } else if (act instanceof Act.Close close) {
        MsrpSession session = side(close.talk(), close.active()).session;
        if (session != null) {
          session.close();
        }
      } else if (act instanceof Act.KeepAlive alive) {
        side(alive.talk(), alive.active()).keepAlive("alive" + ++keepAlives, stages);
      } else if (act instanceof Act.Nickname nickname) {
        nickname(side(nickname.talk(), nickname.active()));
      } else if (act instanceof Act.Twice twice) {
        connectTwice(twice.talk());
      } else {
        trouble();
      }
    }

    private void trouble() {
      if (act instanceof Act.Stall stall) {
        users(stall.active()).stall();
        at(stall.at() + stall.millis(), () -> users(stall.active()).resume());
      } else if (act instanceof Act.Cut cut) {
        world.network().cut(cut.host());
        if (cut.millis() >= 0) {
          at(cut.at() + cut.millis(), () -> world.network().heal(cut.host()));
        }
      } else if (act instanceof Act.Reset reset) {
        world.network().reset(reset.host());
      } else if (act instanceof Act.HalfClose half) {
        world.network().halfClose(half.host(), half.whose());
      } else if (act instanceof Act.Crash crash) {
        (crash.active() ? aliceTransport : bobTransport).connector().close();
        (crash.active() ? aliceTransport : bobTransport).acceptor().close();
      }
    }
  }

  private void nickname(Side side) {
    MsrpSession session = side.session;
    if (session != null) {
      try {
        stages.add(
            session.nickname(new org.openmsrp.domain.header.Nickname("Lady " + side.talk.id())));
      } catch (MsrpSessionException e) {
        side.refused(e);
      }
    }
  }

  /** The same path dials again: if the first one is there, it must be refused. */
  private void connectTwice(int talk) {
    MsrpPath own = requireNonNull(activePaths.get(talk));
    MsrpSession passive = side(talk, false).session;
    if (passive == null) {
      return;
    }
    MsrpStack other = stack(world.newTransport(), aliceUsers, 'c', "other.example");
    open.add(other);
    DirectConnector second = other.connector(options(side(talk, true).talk));
    open.add(second);
    var unused = second.prepare(own.last());
    stages.add(
        second
            .complete(passive.localPath())
            .handle(
                (channel, failure) -> {
                  if (channel != null) {
                    if (passive.state().toString().startsWith("Active")) {
                      ledger.wrong("two connections are bound to one session");
                    }
                    channel.close();
                  }
                  return null;
                }));
  }

  private void send(Act.Send send) {
    Side from = side(send.talk(), send.active());
    MsrpSession session = from.session;
    if (session == null) {
      return;
    }
    Letter letter = ledger.open(send);
    letter.strays = scenario.rechunked();
    try {
      ledger.queued(letter, session.localPath().last().sessionId().orElseThrow());
      Transfer transfer = hand(session, send);
      letter.transfer = transfer;
      var unused = transfer.delivery().thenAccept(fate -> ledger.told(letter, fate));
      if (send.cancelAfter() >= 0) {
        at(
            send.at() + send.cancelAfter(),
            () -> {
              letter.cancelled = true;
              transfer.cancel();
            });
      }
    } catch (MsrpSessionException e) {
      from.refused(e);
    }
  }

  private static Transfer hand(MsrpSession session, Act.Send send) {
    String id = Letter.messageId(send.id());
    MediaType type = MediaType.parse(send.type());
    if (send.carrier() == Act.Carrier.MEMORY) {
      return session.send(
          OutgoingMessage.of(type, Content.body(send.id(), send.size()))
              .withMessageId(id)
              .withReports(send.reports()));
    }
    try {
      return session.send(
          OutgoingFile.of(Content.file(send.size()))
              .withContentType(type)
              .withMessageId(id)
              .withReports(send.reports()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- the evening ----

  private void judgeFates() {
    for (Letter letter : ledger.letters()) {
      if (letter.transfer != null && letter.told == null) {
        ledger.wrong("in limbo: " + letter);
      }
      if (letter.successReports > 1) {
        ledger.wrong(letter.successReports + " success reports: " + letter);
      }
      if (letter.transfer != null && scenario.calm()) {
        new CalmJudge(ledger, scenario, side(letter.send.talk(), true).talk).judge(letter);
      }
    }
    for (CompletionStage<?> stage : stages) {
      if (!stage.toCompletableFuture().isDone()) {
        ledger.wrong("a request in limbo");
      }
    }
    allSides()
        .forEach(
            side -> {
              if (side.tried && !side.bindingOver) {
                ledger.wrong("a binding in limbo: " + side.talk);
              }
              if (scenario.calm() && side.bindingFailure != null) {
                ledger.wrong("not bound: " + side.talk + ": " + side.bindingFailure);
              }
            });
  }

  private List<Side> allSides() {
    List<Side> all = new ArrayList<>(actives.values());
    all.addAll(passives.values());
    return all;
  }

  private void closeSessions() {
    allSides()
        .forEach(
            side -> {
              MsrpSession session = side.session;
              if (session != null) {
                session.close();
              }
            });
    world.advance(Duration.ofSeconds(100));
  }

  private void judgeEnds() {
    for (Side side : allSides()) {
      @Nullable MsrpSession session = side.session;
      if (session == null) {
        continue;
      }
      if (!session.ended().toCompletableFuture().isDone() || side.receiver.timesClosed() != 1) {
        ledger.wrong(
            "closed %d times, %s: %s"
                .formatted(side.receiver.timesClosed(), session.state(), side.talk));
      }
    }
  }

  private void tearDown() {
    for (AutoCloseable one : open) {
      try {
        one.close();
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
    world.runUntilIdle();
    alice.close();
    bob.close();
    world.close();
    int timers = world.time().pending();
    if (timers + world.executor().pending() > 0) {
      ledger.wrong(timers + " timers and " + world.executor().pending() + " tasks are left");
    }
  }
}
