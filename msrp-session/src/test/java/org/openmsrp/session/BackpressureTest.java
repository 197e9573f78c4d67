// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** A user who does not take what arrives costs bounded memory and time, and nobody else suffers. */
class BackpressureTest {

  private static final int WINDOW = MsrpLimits.DEFAULT.inboundWindow();

  private Bench bench;
  private RawPeer peer;
  private MsrpSession session;
  private int chunks;

  @BeforeEach
  void bind() {
    start(new Bench());
  }

  private void start(Bench fresh) {
    bench = fresh;
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    session = bench.session(bound.channel());
  }

  private void restart(Bench other) {
    bench.close();
    start(other);
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private String message(String id, int octets) {
    return Bench.send(
        "tran%04d".formatted(++chunks), "Message-ID: " + id + "\n", "x".repeat(octets), '$');
  }

  @Test
  void message_notTaken_pausesReadingWhenTheWindowIsFull() {
    bench.user.take = false;
    peer.sends(message("m001", 4 * WINDOW));
    assertThat(peer.blocked()).isTrue();
    assertThat(bench.user.messages.get(0).received()).isLessThanOrEqualTo(2L * WINDOW);
    bench.advance(Duration.ofMillis(9_900));
    assertThat(peer.takes()).isEmpty();
    assertThat(peer.blocked()).isTrue();
  }

  @Test
  void message_notTakenForMaxPause_isRefused413AndTheSessionGoesOn() {
    bench.user.take = false;
    peer.sends(message("m001", 4 * WINDOW));
    bench.advance(Duration.ofSeconds(10));
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    assertThat(peer.blocked()).isFalse();
    assertThat(bench.failure(bench.user.messages.get(0).bytes()).kind())
        .isEqualTo(MsrpSessionException.Kind.INCOMPLETE);
    bench.user.take = true;
    peer.sends(Bench.text("next0001", "m002", "hello"));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(bench.user.texts).containsExactly("hello");
  }

  @Test
  void message_refusedInTheMiddle_isAnsweredBeforeItsEnd() {
    bench.user.take = false;
    String send = message("m001", 4 * WINDOW);
    peer.sends(send.substring(0, 3 * WINDOW));
    bench.advance(Duration.ofSeconds(10));
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    peer.sends("\n-------tran0001#\n");
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void message_takenDuringThePause_arrivesWhole() {
    bench.user.take = false;
    peer.sends(message("m001", 4 * WINDOW));
    bench.advance(Duration.ofSeconds(9));
    CompletionStage<byte[]> taken = bench.user.messages.get(0).bytes();
    assertThat(bench.simulation.await(taken)).hasSize(4 * WINDOW);
    assertThat(peer.takesFrame().code()).isEqualTo(200);
  }

  @Test
  void timers_standStillWhileReadingIsPaused() {
    Transfer transfer = session.send(OutgoingMessage.text("hello"));
    String id = peer.takesFrame().head().transactionId();
    bench.advance(Duration.ofSeconds(25));
    bench.user.take = false;
    peer.sends(message("m001", 4 * WINDOW));
    peer.sends(Bench.response(id, "200 OK"));
    bench.advance(Duration.ofSeconds(9));
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
    bench.advance(Duration.ofSeconds(1));
    assertThat(transfer.delivery().toCompletableFuture())
        .isCompletedWithValue(new Delivery.Accepted(5, false));
  }

  @Test
  void message_notTakenOnARelayedPath_isRefused413AfterAShortPause() {
    bench.close();
    bench = new Bench();
    CompletionStage<MsrpChannel> channel = bench.acceptor().completeWithAnyPeer();
    peer = bench.connect();
    String relayed = "From-Path: msrp://relay.example:1;tcp " + Bench.REMOTE;
    peer.sends(Bench.knock("bind0001").replace("From-Path: " + Bench.REMOTE, relayed));
    session = bench.session(bench.simulation.await(channel));
    bench.user.take = false;
    peer.takes();
    peer.sends(message("m001", 4 * WINDOW).replace("From-Path: " + Bench.REMOTE, relayed));
    assertThat(peer.blocked()).isTrue();
    bench.advance(Duration.ofMillis(250));
    assertThat(peer.blocked()).isFalse();
    assertThat(peer.takesFrame().code()).isEqualTo(413);
  }

  @Test
  void message_notTakenOnASharedConnection_isRefused413AfterAShortPauseAndTheOthersGoOn() {
    MsrpServer server =
        bench.simulation.await(bench.stack.server(MsrpUri.parse("msrp://stack.example:2856;tcp")));
    RawPeer shared = bench.connect(Bench.endpoint(2856));
    Pair.Recorder lazy = new Pair.Recorder();
    lazy.take = false;
    Pair.Recorder busy = new Pair.Recorder();
    MsrpPath lazyPath = bindThird(server, shared, "lazy", lazy);
    MsrpPath busyPath = bindThird(server, shared, "busy", busy);
    shared.takes();
    shared.sends(message("m001", 4 * WINDOW).replace(Bench.LOCAL, lazyPath.toString()));
    assertThat(shared.blocked()).isTrue();
    bench.advance(Duration.ofMillis(250));
    assertThat(shared.blocked()).isFalse();
    assertThat(shared.takesFrame().code()).isEqualTo(413);
    shared.sends(Bench.text("next0001", "m002", "hello").replace(Bench.LOCAL, busyPath.toString()));
    assertThat(shared.takesFrame().code()).isEqualTo(200);
    assertThat(busy.texts).containsExactly("hello");
    server.close();
  }

  @Test
  void message_takenABitLateOnASharedConnection_arrivesWhole() {
    MsrpServer server =
        bench.simulation.await(bench.stack.server(MsrpUri.parse("msrp://stack.example:2856;tcp")));
    RawPeer shared = bench.connect(Bench.endpoint(2856));
    Pair.Recorder late = new Pair.Recorder();
    late.take = false;
    MsrpPath latePath = bindThird(server, shared, "late", late);
    bindThird(server, shared, "other", new Pair.Recorder());
    shared.takes();
    shared.sends(message("m001", 4 * WINDOW).replace(Bench.LOCAL, latePath.toString()));
    bench.advance(Duration.ofMillis(200));
    assertThat(bench.simulation.await(late.messages.get(0).bytes())).hasSize(4 * WINDOW);
    assertThat(shared.takesFrame().code()).isEqualTo(200);
    server.close();
  }

  private MsrpPath bindThird(MsrpServer server, RawPeer shared, String id, Pair.Recorder user) {
    Expectation expected = server.expect(SessionOptions.DEFAULT, Optional.of(id));
    CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
    shared.sends(Bench.knock("bind0001").replace(Bench.LOCAL, expected.path().toString()));
    MsrpSession.builder(bench.simulation.await(channel)).handler(user).start();
    bench.simulation.runUntilIdle();
    return expected.path();
  }

  @Test
  void handler_thatIsSlow_isHeldAgainstTheWindowEvenForTinyMessages() {
    GatedExecutor callbacks = new GatedExecutor();
    callbacks.target = task -> bench.simulation.executor().execute(task);
    restartGated(callbacks);
    callbacks.shut = true;
    StringBuilder many = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      many.append(Bench.text("tran%04d".formatted(i), "mess%04d".formatted(i), "x"));
    }
    byte[] octets = many.toString().replace("\n", "\r\n").getBytes(UTF_8);
    int sent = 0;
    while (!peer.blocked() && sent < 100) {
      peer.sendsOctets(octets);
      sent++;
    }
    assertThat(peer.blocked()).isTrue();
    assertThat(sent * 1_000L * SessionCore.CALL_COST).isLessThan(3L * WINDOW);
    callbacks.open();
    bench.simulation.runUntilIdle();
    assertThat(peer.blocked()).isFalse();
    assertThat(bench.user.texts).hasSize(sent * 1_000);
    assertThat(peer.takesFrames()).hasSize(sent * 1_000);
  }

  @Test
  void handler_thatIsStuck_makesThePeerHear413AfterMaxPause() {
    GatedExecutor callbacks = new GatedExecutor();
    callbacks.target = task -> bench.simulation.executor().execute(task);
    restartGated(callbacks);
    callbacks.shut = true;
    for (int i = 0; i < 100; i++) {
      peer.sends(Bench.text("tran%04d".formatted(i), "mess%04d".formatted(i), "x".repeat(16_000)));
    }
    assertThat(peer.blocked()).isTrue();
    bench.advance(Duration.ofSeconds(10));
    List<RawPeer.Frame> answers = peer.takesFrames();
    assertThat(answers).hasSize(100);
    assertThat(answers.get(0).code()).isEqualTo(200);
    assertThat(answers.get(99).code()).isEqualTo(413);
    callbacks.open();
    bench.simulation.runUntilIdle();
    peer.sends(Bench.text("next0001", "m002", "hello"));
    assertThat(peer.takesFrame().code()).isEqualTo(200);
    assertThat(bench.user.texts).last().isEqualTo("hello");
  }

  private void restartGated(GatedExecutor callbacks) {
    restart(new Bench(builder -> builder.callbackExecutor(callbacks)));
  }

  @Test
  void peer_thatSendsAndNeverReads_isNotReadForEver() {
    MsrpLimits few = MsrpLimits.builder().inboundWindow(WINDOW).queuedAnswers(100).build();
    restart(new Bench(builder -> builder.limits(few)));
    peer.stopsReading();
    int sent = 0;
    while (!peer.blocked() && sent < 1_000) {
      peer.sends(Bench.knock("tran%04d".formatted(sent)));
      sent++;
    }
    assertThat(sent).isBetween(100, 150);
    peer.readsAgain();
    assertThat(peer.takesFrames()).hasSize(sent);
    assertThat(peer.blocked()).isFalse();
  }

  /** Holds tasks back while it is shut. */
  private static final class GatedExecutor implements Executor {
    final List<Runnable> held = new ArrayList<>();
    boolean shut;
    Executor target;

    @Override
    public void execute(Runnable task) {
      if (shut) {
        held.add(task);
      } else {
        target.execute(task);
      }
    }

    void open() {
      shut = false;
      held.forEach(target::execute);
      held.clear();
    }
  }
}
