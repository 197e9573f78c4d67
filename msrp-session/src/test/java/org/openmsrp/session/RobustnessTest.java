// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;

/** What a user hands in and what then fails harms one session at most. */
class RobustnessTest {

  @Test
  @Timeout(60)
  void executors_thatRefuseEverything_loseNoOutcome() throws Exception {
    LoopbackNetwork network = new LoopbackNetwork();
    try (MsrpStack alice = refusing(network);
        MsrpStack bob = refusing(network)) {
      DirectAcceptor acceptor = bob.acceptor();
      MsrpPath bobPath = get(acceptor.prepare(MsrpUri.parse("msrp://bob.example:0/b;tcp")));
      DirectConnector connector = alice.connector();
      CompletionStage<MsrpChannel> bobChannel = acceptor.complete(get(connector.prepare()));
      MsrpSession session = MsrpSession.builder(get(connector.complete(bobPath))).start();
      CompletableFuture<String> text = new CompletableFuture<>();
      MsrpSession.builder(get(bobChannel))
          .handler(message -> message.text().thenAccept(text::complete))
          .start();
      assertThat(get(session.send("x".repeat(100_000)))).isInstanceOf(Delivery.Accepted.class);
      assertThat(get(session.shutdown(Duration.ofSeconds(20))))
          .isInstanceOf(SessionEnd.ClosedLocally.class);
      // The last chunk is answered before its octets are with the user.
      assertThat(get(text)).hasSize(100_000);
    }
  }

  private static MsrpStack refusing(LoopbackNetwork network) {
    return MsrpStack.builder()
        .transport(LoopbackTransport.threaded(network))
        .advertisedHost("host.example")
        .callbackExecutor(RobustnessTest::refuse)
        .blockingExecutor(RobustnessTest::refuse)
        .build();
  }

  private static void refuse(Runnable task) {
    throw new RejectedExecutionException("full");
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  @Test
  void executor_refusingTwice_runsTheTaskWhereItIs() {
    List<String> ran = new ArrayList<>();
    new FallbackExecutor(RobustnessTest::refuse, RobustnessTest::refuse)
        .execute(() -> ran.add("ran"));
    new FallbackExecutor(Runnable::run, RobustnessTest::refuse).execute(() -> ran.add("first"));
    assertThat(ran).containsExactly("ran", "first");
  }

  @Test
  void logger_thatThrows_breaksNothing() {
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    List<Throwable> uncaught = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> uncaught.add(e));
    try (Bench bench = new Bench(builder -> builder.logger(new ThrowingLogger()))) {
      Bench.Bound bound = bench.passive();
      MsrpSession session = bench.session(bound.channel());
      bound.peer().sends(Bench.text("text0001", "m001", "hello"));
      session.send("hello");
      assertThat(bound.peer().takesFrames()).hasSize(2);
      assertThat(bench.user.texts).containsExactly("hello");
      bound.peer().sends("nonsense\n");
      assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.ProtocolError.class);
      assertThat(uncaught).isNotEmpty().allMatch(IllegalStateException.class::isInstance);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }
  }

  /** As broken as a logger can be. */
  private static final class ThrowingLogger implements MsrpLogger {

    private static IllegalStateException full() {
      return new IllegalStateException("the disk is full");
    }

    @Override
    public boolean logsTraffic() {
      return true;
    }

    @Override
    public void receivedNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
      throw full();
    }

    @Override
    public void receivedChunkData(ByteBuffer data, ConnectionInfo connection, String id) {
      throw full();
    }

    @Override
    public void receivedChunkEnd(ByteBuffer data, ConnectionInfo connection, String id) {
      throw full();
    }

    @Override
    public void sentNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
      throw full();
    }

    @Override
    public void sentChunkData(ByteBuffer data, ConnectionInfo connection, String id) {
      throw full();
    }

    @Override
    public void sentChunkEnd(ByteBuffer data, ConnectionInfo connection, String id) {
      throw full();
    }

    @Override
    public void debug(String message) {
      throw full();
    }

    @Override
    public void info(String message) {
      throw full();
    }

    @Override
    public void warn(String message) {
      throw full();
    }

    @Override
    public void error(String message, Throwable cause) {
      throw full();
    }

    @Override
    public void fatal(String message, Throwable cause) {
      throw full();
    }
  }

  @Test
  void sink_thatThrowsWhenTheConnectionBreaks_isLoggedAndTheOtherMessagesLearnOfIt() {
    try (Bench bench = new Bench()) {
      Bench.Bound bound = bench.passive();
      bench.user.take = false;
      bench.session(bound.channel());
      for (int i = 1; i <= 2; i++) {
        String headers = "Message-ID: m00" + i + "\nByte-Range: 1-*/9\n";
        bound.peer().sends(Bench.send("tran000" + i, headers, "abc", '+'));
      }
      CompletionStage<Long> first = bench.user.messages.get(0).transferTo(new BrokenSink());
      CompletionStage<byte[]> second = bench.user.messages.get(1).bytes();
      bound.peer().breaksOff();
      assertThat(bench.failure(second).kind()).isEqualTo(MsrpSessionException.Kind.INCOMPLETE);
      assertThat(bench.failure(first).kind()).isEqualTo(MsrpSessionException.Kind.INCOMPLETE);
      assertThat(bench.user.ends).hasSize(1);
      assertThat(bench.logger.errors).hasSize(1);
    }
  }

  /** Can't even be told that it is over. */
  private static final class BrokenSink implements MessageSink {

    @Override
    public void write(long position, ByteBuffer octets) throws IOException {}

    @Override
    public void complete(long total) throws IOException {}

    @Override
    public void failed(MsrpSessionException cause) {
      throw new IllegalStateException("a user's mistake");
    }
  }

  @Test
  void handler_thatThrowsWhenItsSessionEnds_keepsNoOtherFromItsEnd() {
    try (Bench bench = new Bench()) {
      MsrpServer server = bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
      RawPeer peer = bench.connect();
      List<CompletionStage<SessionEnd>> ends = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Expectation expected = server.expect(SessionOptions.DEFAULT);
        CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
        peer.sends(Bench.knock("bind000" + i).replace(Bench.LOCAL, expected.path().toString()));
        MsrpSession session =
            MsrpSession.builder(bench.simulation.await(channel)).handler(new Leaver()).start();
        ends.add(session.ended());
      }
      bench.simulation.runUntilIdle();
      peer.breaksOff();
      assertThat(ends)
          .allSatisfy(
              end ->
                  assertThat(bench.simulation.await(end))
                      .isInstanceOf(SessionEnd.ConnectionFailed.class));
    }
  }

  /** Throws when it is told the end. */
  private static final class Leaver implements SessionHandler {

    @Override
    public void onMessage(IncomingMessage message) {}

    @Override
    public void onClosed(SessionEnd end) {
      throw new IllegalStateException("a user's mistake");
    }
  }

  @Test
  void link_ofAFewOctetsPerSecond_isSlowAndNotStalled() {
    try (Bench bench = new Bench()) {
      Bench.Bound bound = bench.passive();
      MsrpSession session = bench.session(bound.channel());
      RawPeer peer = bound.peer();
      peer.stopsReading();
      session.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[300_000])));
      for (int i = 0; i < 100 && bench.user.ends.isEmpty(); i++) {
        bench.advance(Duration.ofSeconds(14));
        peer.readsOnce();
      }
      assertThat(bench.user.ends).isEmpty();
      assertThat(peer.frameCount()).as("the whole message came, in time of its own").isPositive();
    }
  }

  @Test
  void link_thatTakesNothing_isStalled() {
    try (Bench bench = new Bench()) {
      Bench.Bound bound = bench.passive();
      MsrpSession session = bench.session(bound.channel());
      bound.peer().stopsReading();
      session.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[300_000])));
      bench.advance(Duration.ofSeconds(31));
      assertThat(bench.user.ends).singleElement().isInstanceOf(SessionEnd.ConnectionFailed.class);
    }
  }

  @Test
  void chunks_afterAFailureThatTheyMayHaveCaused_areSmaller() {
    try (Bench bench = new Bench()) {
      Bench.Bound bound = bench.passive();
      MsrpSession session = bench.session(bound.channel());
      OutgoingMessage large =
          OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[40_000]));
      List<Integer> largest = new ArrayList<>();
      for (String answer : List.of("413 Too much", "400 Still", "200 OK")) {
        session.send(large);
        List<RawPeer.Frame> frames = bound.peer().takesFrames();
        largest.add(frames.stream().mapToInt(frame -> frame.body().size()).max().orElseThrow());
        for (RawPeer.Frame frame : frames) {
          bound.peer().sends(Bench.response(frame.head().transactionId(), answer));
        }
      }
      assertThat(largest).containsExactly(40_000, 8 * 1024, 2_048);
    }
  }
}
