// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.ContinuationFlag;

/** Files on their way: paused, slowed down, hashed, and resumed in another session. */
class TransferTest {

  private static final int SIZE = 1_000_000;

  private final Pair pair = new Pair();
  private MsrpSession alice;
  private Path file;
  private Path copy;
  private CompletionStage<Long> taken;

  @TempDir private Path folder;

  @BeforeEach
  void meet() throws IOException {
    alice = pair.sessions().get(0);
    byte[] content = new byte[SIZE];
    new Random(1).nextBytes(content);
    file = Files.write(folder.resolve("file"), content);
    copy = folder.resolve("copy");
    pair.atBob.take = false;
    pair.atBob.onMessage = message -> taken = message.transferTo(copy);
  }

  @AfterEach
  void nothingIsLeft() {
    pair.close();
  }

  // ---- a source that is not ready ----

  @Test
  void source_thatGivesNothing_interruptsItsChunkAfterAMoment() throws IOException {
    Queue<Runnable> disk = new ArrayDeque<>();
    try (Bench bench = new Bench(builder -> builder.blockingExecutor(disk::add))) {
      Bench.Bound bound = bench.passive();
      bench.session(bound.channel()).send(OutgoingFile.of(file));
      disk.remove().run();
      bench.simulation.runUntilIdle();
      assertThat(bound.peer().openBody()).isPositive();
      bench.advance(Duration.ofMillis(250));
      RawPeer.Frame first = bound.peer().takesFrame();
      assertThat(first.flag()).isEqualTo(ContinuationFlag.MORE);
      while (!disk.isEmpty()) {
        disk.remove().run();
        bench.simulation.runUntilIdle();
      }
      RawPeer.Frame second = bound.peer().takesFrame();
      assertThat(second.range()).contains((first.body().size() + 1) + "-*/" + SIZE);
      assertThat(second.flag()).isEqualTo(ContinuationFlag.COMPLETE);
    }
  }

  // ---- pause ----

  @Test
  void pause_beforeAnything_holdsTheFileAndLetsChatPass() throws IOException {
    Transfer transfer = alice.send(OutgoingFile.of(file));
    transfer.pause();
    assertThat(transfer.paused()).isTrue();
    assertThat(pair.simulation.await(alice.send("chat"))).isInstanceOf(Delivery.Accepted.class);
    assertThat(transfer.progress().sent()).isZero();
    transfer.resume();
    assertThat(transfer.paused()).isFalse();
    assertArrives(transfer);
  }

  @Test
  void pause_inTheMiddle_endsTheChunkAndGoesOnWithTheNextOctet() throws IOException {
    Transfer transfer = alice.send(OutgoingFile.of(file));
    pair.simulation.runUntil(() -> transfer.progress().sent() > 0);
    transfer.pause();
    pair.simulation.runUntilIdle();
    long sent = transfer.progress().sent();
    assertThat(sent).isBetween(1L, SIZE - 1L);
    assertThat(transfer.progress().acknowledged()).isLessThanOrEqualTo(sent);
    pair.simulation.advance(Duration.ofSeconds(20));
    assertThat(transfer.progress().sent()).isEqualTo(sent);
    assertThat(transfer.throughput()).isLessThan(sent);
    assertThat(pair.atBob.messages.get(0).received()).isEqualTo(sent);
    transfer.resume();
    assertArrives(transfer);
  }

  @Test
  void cancel_ofAPausedTransfer_tellsThePeer() throws IOException {
    Transfer transfer = alice.send(OutgoingFile.of(file));
    pair.simulation.runUntil(() -> transfer.progress().sent() > 0);
    transfer.pause();
    pair.simulation.runUntilIdle();
    transfer.cancel();
    assertThat(pair.simulation.await(transfer.delivery())).isInstanceOf(Delivery.Aborted.class);
    pair.simulation.runUntilIdle();
    assertThat(Bench.failureNow(taken)).hasMessageContaining("gave the message up");
  }

  // ---- rate ----

  @Test
  void limitRate_ofASession_holdsOnAverage() throws IOException {
    alice.limitRate(100_000);
    long begin = pair.simulation.time().nanoTime();
    Transfer transfer = alice.send(OutgoingFile.of(file));
    pair.simulation.runUntil(() -> transfer.progress().sent() > SIZE / 2);
    assertThat(transfer.throughput()).isCloseTo(100_000, within(10_000.0));
    assertThat(transfer.timeLeft().orElseThrow())
        .isBetween(Duration.ofSeconds(4), Duration.ofSeconds(6));
    assertArrives(transfer);
    double seconds = (pair.simulation.time().nanoTime() - begin) / 1e9;
    assertThat(seconds).isBetween(9.5, 10.5);
  }

  @Test
  void limitRate_ofTwoFiles_isSharedByThem() throws IOException {
    alice.limitRate(200_000);
    pair.atBob.onMessage = IncomingMessage::discard;
    Transfer one = alice.send(OutgoingFile.of(file));
    Transfer two = alice.send(OutgoingFile.of(file));
    pair.simulation.advance(Duration.ofSeconds(5));
    assertThat(one.progress().sent() + two.progress().sent()).isBetween(900_000L, 1_100_000L);
    assertThat(one.progress().sent()).isBetween(400_000L, 600_000L);
  }

  @Test
  void limitRate_withAFileUnderWay_letsChatPassAtOnce() throws IOException {
    alice.limitRate(10_000);
    Transfer transfer = alice.send(OutgoingFile.of(file));
    pair.simulation.advance(Duration.ofSeconds(1));
    CompletionStage<Delivery> chat = alice.send("now");
    pair.simulation.runUntilIdle();
    assertThat(chat.toCompletableFuture()).isCompleted();
    assertThat(transfer.progress().sent()).isLessThan(20_000);
  }

  @Test
  void limitRate_lifted_goesOnAtFullSpeed() throws IOException {
    alice.limitRate(1_000);
    Transfer transfer = alice.send(OutgoingFile.of(file));
    pair.simulation.advance(Duration.ofSeconds(1));
    alice.limitRate(Long.MAX_VALUE);
    pair.simulation.runUntilIdle();
    assertThat(transfer.progress().sent()).isEqualTo(SIZE);
    assertArrives(transfer);
  }

  @Test
  void limitRate_toNothing_isRefused() {
    assertThatThrownBy(() -> alice.limitRate(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void timeLeft_ofATransferThatHasNotMoved_isUnknown() throws IOException {
    Transfer transfer = alice.send(OutgoingFile.of(file));
    transfer.pause();
    pair.simulation.advance(Duration.ofSeconds(3));
    assertThat(transfer.throughput()).isZero();
    assertThat(transfer.timeLeft()).isEmpty();
    transfer.cancel();
  }

  // ---- hash ----

  @Test
  void hashedBy_aDigest_holdsTheWholeFile() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    assertArrives(alice.send(OutgoingFile.of(file).hashedBy(digest)));
    assertThat(digest.digest()).isEqualTo(sha256(file));
  }

  @Test
  void hashedBy_whenResumed_holdsTheWholeFileToo() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    pair.atBob.onMessage =
        message -> {
          message.resume();
          message.discard();
        };
    Transfer transfer = alice.send(OutgoingFile.of(file).withPosition(600_000).hashedBy(digest));
    assertThat(pair.simulation.await(transfer.delivery())).isInstanceOf(Delivery.Delivered.class);
    assertThat(digest.digest()).isEqualTo(sha256(file));
  }

  @Test
  void hashedBy_ofAPositionBehindTheEnd_aborts() throws Exception {
    OutgoingFile whole =
        OutgoingFile.of(file).hashedBy(MessageDigest.getInstance("SHA-256")).withPosition(900_000);
    Files.write(file, new byte[10]);
    Delivery fate = pair.simulation.await(alice.send(whole).delivery());
    assertThat(fate).isInstanceOf(Delivery.Aborted.class);
  }

  // ---- resume ----

  @Test
  @Conformance("4975-5.4-21")
  void resume_ofABrokenMessage_completesItInANewSession() throws IOException {
    Files.write(copy, Arrays.copyOf(Files.readAllBytes(file), 300_000));
    pair.atBob.onMessage =
        message -> {
          assertThat(message.position()).isEqualTo(300_000);
          message.resume();
          taken = message.transferTo(new AppendingSink(copy));
        };
    Transfer transfer =
        alice.send(OutgoingFile.of(file).withPosition(300_000).withMessageId("again001"));
    assertArrives(transfer);
    assertThat(transfer.progress()).isEqualTo(new Transfer.Progress(SIZE, SIZE, SIZE));
    assertThat(pair.atBob.messages.get(0).received()).isEqualTo(SIZE);
  }

  @Test
  void resume_ofAShortRest_thatCameAtOnce_completesIt() throws IOException {
    Files.write(copy, Arrays.copyOf(Files.readAllBytes(file), SIZE - 10));
    pair.atBob.onMessage =
        message -> {
          message.resume();
          taken = message.transferTo(new AppendingSink(copy));
        };
    assertArrives(alice.send(OutgoingFile.of(file).withPosition(SIZE - 10)));
  }

  @Test
  void resume_thatTheReceiverDoesNotAskFor_waitsForTheBeginning() throws IOException {
    Transfer transfer = alice.send(OutgoingFile.of(file).withPosition(300_000));
    pair.simulation.runUntilIdle();
    assertThat(taken.toCompletableFuture()).isNotDone();
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
  }

  private void assertArrives(Transfer transfer) throws IOException {
    assertThat(pair.simulation.await(transfer.delivery())).isEqualTo(new Delivery.Delivered(SIZE));
    pair.simulation.await(Optional.ofNullable(taken).orElseThrow());
    assertThat(copy).hasSameBinaryContentAs(file);
  }

  private static byte[] sha256(Path path) throws Exception {
    return MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path));
  }

  /** Writes behind what is there. */
  private record AppendingSink(Path path) implements MessageSink {
    @Override
    public void write(long position, ByteBuffer octets) throws IOException {
      try (FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE)) {
        channel.write(octets, position);
      }
    }

    @Override
    public void complete(long total) {}

    @Override
    public void failed(MsrpSessionException cause) {
      throw cause;
    }
  }
}
