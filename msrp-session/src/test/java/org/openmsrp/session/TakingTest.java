// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Conformance;

/** How a user takes the content of a message, and what happens when that fails. */
class TakingTest extends ReceiverCase {
  @Test
  @Conformance("4975-7.3.1-08")
  void transferTo_file_putsEachOctetInItsPlace(@TempDir Path folder) throws IOException {
    bench.user.take = false;
    chunk("m001", "5-8/8", "EFGH", '$');
    Path file = folder.resolve("taken");
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(file);
    chunk("m001", "1-4/8", "abcd", '+');
    assertThat(bench.simulation.await(taken)).isEqualTo(8);
    assertThat(Files.readString(file)).isEqualTo("abcdEFGH");
  }

  @Test
  void transferTo_fileOfEmptyMessage_makesAnEmptyFile(@TempDir Path folder) throws IOException {
    bench.user.take = false;
    chunk("m001", "1-0/0", "", '$');
    Path file = folder.resolve("taken");
    assertThat(bench.simulation.await(bench.user.messages.get(0).transferTo(file))).isZero();
    assertThat(Files.size(file)).isZero();
  }

  @Test
  void transferTo_fileThatCannotBeMade_isRefused413(@TempDir Path folder) {
    bench.user.take = false;
    chunk("m001", "1-*/8", "abcd", '+');
    CompletionStage<Long> taken =
        bench.user.messages.get(0).transferTo(folder.resolve("missing").resolve("file"));
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.IO_FAILED);
    assertThat(chunk("m001", "5-8/8", "EFGH", '$')).isEqualTo(413);
  }

  @Test
  void transferTo_sinkThatThrows_isRefused413AndTheSessionLives() {
    bench.user.take = false;
    Sink sink = new Sink();
    sink.broken = true;
    chunk("m001", "1-*/8", "abcd", '+');
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(sink);
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.IO_FAILED);
    assertThat(sink.failure).isNotNull();
    assertThat(chunk("m001", "5-8/8", "EFGH", '$')).isEqualTo(413);
    assertThat(chunk("m002", "1-2/2", "ok", '$')).isEqualTo(200);
  }

  @Test
  void transferTo_sinkThatFailsAtTheEnd_isReported() {
    bench.user.take = false;
    Sink sink = new Sink();
    sink.brokenAtTheEnd = true;
    chunk("m001", "1-*/8", "abcd", '+');
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(sink);
    sendChunk("m001", "5-8/8", "EFGH", '$', "");
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.IO_FAILED);
    assertThat(peer.takes()).contains("MSRP tran0002 200 OK\n", " REPORT\n", "Status: 000 413");
  }

  private Queue<Runnable> lateWork() {
    Queue<Runnable> work = new ArrayDeque<>();
    restart(new Bench(builder -> builder.blockingExecutor(work::add)));
    bench.user.take = false;
    return work;
  }

  private static void run(Queue<Runnable> work) {
    for (Runnable next = work.poll(); next != null; next = work.poll()) {
      next.run();
    }
  }

  @Test
  void connection_brokenBeforeTheDiskCameToIt_whatWasAnsweredIsWritten(@TempDir Path folder)
      throws IOException {
    Queue<Runnable> work = lateWork();
    assertThat(chunk("m001", "1-*/12", "abcd", '+')).isEqualTo(200);
    Path file = folder.resolve("taken");
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(file);
    assertThat(chunk("m001", "5-*/12", "EFGH", '+')).isEqualTo(200);
    peer.breaksOff();
    run(work);
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.INCOMPLETE);
    assertThat(Files.readString(file)).isEqualTo("abcdEFGH");
  }

  @Test
  void message_givenUpBeforeItWasTaken_givesWhatWasAnsweredAndThenFails() {
    bench.user.take = false;
    chunk("m001", "1-*/12", "abcd", '+');
    chunk("m001", "5-4/12", "", '#');
    Sink sink = new Sink();
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(sink);
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.INCOMPLETE);
    assertThat(sink.written).containsExactly("abcd");
    assertThat(sink.failure).isNotNull();
  }

  @Test
  void message_refusedForItsHoles_givesTheSinkWhatWasAnswered() {
    restart(new Bench(b -> b.limits(MsrpLimits.builder().rangesPerMessage(1).build())));
    bench.user.take = false;
    chunk("m001", "1-*/12", "abcd", '+');
    Sink sink = new Sink();
    CompletionStage<Long> taken = bench.user.messages.get(0).transferTo(sink);
    bench.simulation.runUntilIdle();
    sink.written.clear();
    assertThat(chunk("m001", "7-*/12", "gh", '+')).isEqualTo(413);
    assertThat(bench.failure(taken).kind()).isEqualTo(MsrpSessionException.Kind.INCOMPLETE);
    assertThat(sink.written).containsExactly("gh");
  }

  @Test
  void content_takenTwice_throws() {
    chunk("m001", "1-2/2", "ok", '$');
    IncomingMessage message = bench.user.messages.get(0);
    org.assertj.core.api.Assertions.assertThatThrownBy(message::bytes)
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  @Conformance("4975-5.3-01")
  void handler_thatThrows_isReportedAsFailureAndTheSessionLives() {
    bench.user.take = false;
    bench.user.onMessage =
        message -> {
          throw new IllegalStateException("a user's mistake");
        };
    sendChunk("m001", "1-4/4", "abcd", '$', "Success-Report: yes\n");
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames.get(0).code()).isEqualTo(200);
    assertThat(frames.get(1).head().headers().status().orElseThrow().status().code())
        .isEqualTo(413);
    assertThat(bench.logger.errors).singleElement().isInstanceOf(IllegalStateException.class);
    bench.user.onMessage = message -> {};
    assertThat(chunk("m002", "1-2/2", "ok", '$')).isEqualTo(200);
  }

  @Test
  void handler_thatThrowsOverAMessageStillArriving_refusesItsRest() {
    bench.user.take = false;
    bench.user.onMessage =
        message -> {
          throw new IllegalStateException("a user's mistake");
        };
    assertThat(chunk("m001", "1-*/8", "abcd", '+')).isEqualTo(200);
    assertThat(chunk("m001", "5-8/8", "EFGH", '$')).isEqualTo(413);
  }

  @Test
  void received_whileArriving_countsEachOctetOnce() {
    bench.user.take = false;
    chunk("m001", "1-*/8", "abcd", '+');
    chunk("m001", "3-*/8", "cd", '+');
    chunk("m001", "8-*/8", "H", '+');
    assertThat(bench.user.messages.get(0).received()).isEqualTo(5);
    assertThat(bench.user.messages.get(0).announcedSize()).hasValue(8);
  }

  private static final class Sink implements MessageSink {
    final List<String> written = new ArrayList<>();
    boolean broken;
    boolean brokenAtTheEnd;
    MsrpSessionException failure;

    @Override
    public void write(long position, ByteBuffer octets) throws IOException {
      if (broken) {
        throw new IOException("disk full");
      }
      written.add(StandardCharsets.UTF_8.decode(octets).toString());
    }

    @Override
    public void complete(long total) throws IOException {
      if (brokenAtTheEnd) {
        throw new IOException("disk full");
      }
    }

    @Override
    public void failed(MsrpSessionException cause) {
      failure = cause;
    }
  }
}
