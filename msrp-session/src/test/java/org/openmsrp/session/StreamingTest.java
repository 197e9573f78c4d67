// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;

/** Messages read as a stream of octets, by pull and by demand. */
class StreamingTest {

  private static final int WINDOW = MsrpLimits.DEFAULT.inboundWindow();

  private final Bench bench = new Bench();
  private RawPeer peer;
  private int chunks;

  @BeforeEach
  void bind() {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    bench.user.take = false;
    bench.session(bound.channel());
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private void sends(String range, String body, char flag) {
    sends(range, body, flag, "");
  }

  private void sends(String range, String body, char flag, String headers) {
    peer.sends(
        Bench.send(
            "tran%04d".formatted(++chunks),
            "Message-ID: m001\nByte-Range: " + range + "\n" + headers,
            body,
            flag));
  }

  private IncomingMessage message() {
    return bench.user.messages.get(0);
  }

  // ---- Flow ----

  @Test
  void publisher_chunkThatEndsInALaterRead_givesTheRestOfItAtOnce() {
    String body = "a".repeat(40_000) + "def";
    String range = "Byte-Range: 1-*/900000\n";
    String chunk = Bench.send("tran0001", "Message-ID: m001\n" + range, body, '+');
    int middle = chunk.indexOf("def");
    peer.sends(chunk.substring(0, middle));
    Reader reader = new Reader();
    message().publisher().subscribe(reader);
    reader.subscription().request(10);
    bench.simulation.runUntilIdle();

    peer.sends(chunk.substring(middle));

    assertThat(String.join("", reader.events)).isEqualTo(body);
  }

  @Test
  void publisher_givesNoMoreThanWasAskedFor() {
    sends("1-*/9", "abc", '+');
    Reader reader = new Reader();
    message().publisher().subscribe(reader);
    bench.simulation.runUntilIdle();
    assertThat(reader.events).isEmpty();
    reader.subscription().request(1);
    sends("4-*/9", "def", '+');
    bench.simulation.runUntilIdle();
    assertThat(reader.events).containsExactly("abc");
    reader.subscription().request(5);
    sends("7-9/9", "ghi", '$');
    assertThat(reader.events).containsExactly("abc", "def", "ghi", "complete");
  }

  @Test
  @Conformance("4975-7.3.1-07")
  void publisher_givesOctetsInOrderAndWhatItGaveStays() {
    sends("4-6/9", "DEF", '+');
    Reader reader = new Reader();
    message().publisher().subscribe(reader);
    reader.subscription().request(Long.MAX_VALUE);
    sends("1-4/9", "abcd", '+');
    sends("1-3/9", "xyz", '+');
    sends("7-9/9", "ghi", '$');
    assertThat(String.join("", reader.events)).isEqualTo("abcdEFghicomplete");
  }

  @Test
  void publisher_withoutDemand_makesThePeerWait() {
    peer.sends(Bench.send("large001", "Message-ID: m001\n", "x".repeat(4 * WINDOW), '$'));
    Reader reader = new Reader();
    message().publisher().subscribe(reader);
    bench.simulation.runUntilIdle();
    assertThat(peer.blocked()).isTrue();
    reader.subscription().request(Long.MAX_VALUE);
    bench.simulation.runUntilIdle();
    assertThat(peer.blocked()).isFalse();
    assertThat(String.join("", reader.events)).hasSize(4 * WINDOW + "complete".length());
  }

  @Test
  void publisher_ofAMessageGivenUp_givesWhatCameAndEndsWithTheReason() {
    sends("1-*/9", "abc", '+');
    Reader reader = new Reader();
    message().publisher().subscribe(reader);
    sends("4-*/9", "d", '#');
    bench.simulation.runUntilIdle();
    assertThat(reader.events).isEmpty();
    reader.subscription().request(2);
    bench.simulation.runUntilIdle();
    assertThat(reader.events).containsExactly("abc", "d", "INCOMPLETE");
  }

  @Test
  void publisher_cancelled_refusesTheRest() {
    sends("1-*/9", "abc", '+');
    peer.takes();
    Reader reader = new Reader();
    message().publisher().subscribe(reader);
    reader.subscription().cancel();
    bench.simulation.runUntilIdle();
    sends("4-*/9", "def", '+');
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    assertThat(reader.events).isEmpty();
  }

  @Test
  void publisher_askedForNothing_fails() {
    sends("1-*/9", "abc", '+');
    Reader reader = new Reader();
    message().publisher().subscribe(reader);
    reader.subscription().request(0);
    bench.simulation.runUntilIdle();
    assertThat(reader.events).containsExactly("IllegalArgumentException");
  }

  @Test
  void publisher_withTwoSubscribers_servesTheFirst() {
    sends("1-3/3", "abc", '$');
    Flow.Publisher<ByteBuffer> publisher = message().publisher();
    Reader first = new Reader();
    Reader second = new Reader();
    publisher.subscribe(first);
    publisher.subscribe(second);
    first.subscription().request(1);
    bench.simulation.runUntilIdle();
    assertThat(first.events).containsExactly("abc", "complete");
    assertThat(second.events).containsExactly("IllegalStateException");
  }

  @Test
  void publisher_whoseSubscriberThrows_refusesTheMessageAndTheSessionLives() {
    sends("1-*/9", "abc", '+');
    peer.takes();
    Reader reader = new Reader();
    reader.fails = true;
    message().publisher().subscribe(reader);
    reader.subscription().request(1);
    bench.simulation.runUntilIdle();
    sends("4-*/9", "def", '+');
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    assertThat(reader.events).containsExactly("IO_FAILED");
    assertThat(bench.user.ends).isEmpty();
  }

  @Test
  void publisher_ofOctetsFarAhead_isBoundedToo() {
    bench.close();
    Bench small =
        new Bench(builder -> builder.limits(MsrpLimits.DEFAULT.withMessageInMemory(1_000)));
    try (small) {
      Bench.Bound bound = small.passive();
      small.user.take = false;
      small.session(bound.channel());
      String late = "Message-ID: m001\nByte-Range: 5000-*/9000\n";
      bound.peer().sends(Bench.send("far00001", late, "x".repeat(1_500), '+'));
      Reader reader = new Reader();
      small.user.messages.get(0).publisher().subscribe(reader);
      reader.subscription().request(1);
      small.simulation.runUntilIdle();
      assertThat(reader.events).containsExactly("TOO_LARGE");
    }
  }

  /** Writes down what a publisher signals. */
  private static final class Reader implements Flow.Subscriber<ByteBuffer> {
    final List<String> events = new ArrayList<>();
    boolean fails;
    private Flow.@Nullable Subscription subscription;

    Flow.Subscription subscription() {
      return java.util.Objects.requireNonNull(subscription);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(ByteBuffer octets) {
      if (fails) {
        throw new IllegalStateException("no more, please");
      }
      events.add(UTF_8.decode(octets).toString());
    }

    @Override
    public void onError(Throwable failure) {
      events.add(
          failure instanceof MsrpSessionException typed
              ? typed.kind().toString()
              : failure.getClass().getSimpleName());
    }

    @Override
    public void onComplete() {
      events.add("complete");
    }
  }

  // ---- InputStream ----

  @Test
  void inputStream_ofAWholeMessage_isReadToItsEnd() throws IOException {
    sends("4-6/6", "def", '$');
    sends("1-3/6", "abc", '+');
    try (InputStream in = message().inputStream()) {
      bench.simulation.runUntilIdle();
      assertThat(in.available()).isEqualTo(6);
      assertThat(in.read()).isEqualTo('a');
      byte[] rest = new byte[5];
      assertThat(in.readNBytes(rest, 0, 5)).isEqualTo(5);
      assertThat(rest).asString(UTF_8).isEqualTo("bcdef");
      bench.simulation.runUntilIdle();
      assertThat(in.read()).isEqualTo(-1);
      assertThat(in.read(new byte[0])).isZero();
    }
  }

  @Test
  void inputStream_readOnlyPartly_isReportedOnlyWhenAllOfItWasRead() throws IOException {
    sends("1-3/6", "abc", '+', "Success-Report: yes\n");
    sends("4-6/6", "def", '$', "Success-Report: yes\n");
    peer.takes();
    InputStream in = message().inputStream();
    bench.simulation.runUntilIdle();
    assertThat(in.readNBytes(5)).asString(UTF_8).isEqualTo("abcde");
    assertThat(peer.takes()).isEmpty();
    assertThat(in.read()).isEqualTo('f');
    assertThat(peer.takesFrame().range()).contains("1-6/6");
  }

  @Test
  void inputStream_ofAMessageGivenUp_givesWhatCameAndThenThrows() throws IOException {
    sends("1-*/9", "abc", '+');
    InputStream in = message().inputStream();
    bench.simulation.runUntilIdle();
    sends("4-*/9", "d", '#');
    assertThat(in.readNBytes(4)).asString(UTF_8).isEqualTo("abcd");
    assertThatThrownBy(in::read)
        .isInstanceOf(IOException.class)
        .hasCauseInstanceOf(MsrpSessionException.class);
  }

  @Test
  void inputStream_closedEarly_refusesTheRest() throws IOException {
    sends("1-*/9", "abc", '+');
    peer.takes();
    InputStream in = message().inputStream();
    in.close();
    bench.simulation.runUntilIdle();
    sends("4-*/9", "def", '+');
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    assertThatThrownBy(in::read).isInstanceOf(IOException.class);
  }

  @Test
  void inputStream_interrupted_throwsAndStaysInterrupted() throws IOException {
    sends("1-*/9", "abc", '+');
    InputStream in = message().inputStream();
    bench.simulation.runUntilIdle();
    in.readNBytes(3);
    Thread.currentThread().interrupt();
    assertThatThrownBy(in::read).isInstanceOf(java.io.InterruptedIOException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void inputStream_notRead_makesThePeerWait() throws IOException {
    peer.sends(Bench.send("large001", "Message-ID: m001\n", "x".repeat(4 * WINDOW), '$'));
    InputStream in = message().inputStream();
    bench.simulation.runUntilIdle();
    assertThat(peer.blocked()).isTrue();
    int read = 0;
    for (int got = 1; read < 4 * WINDOW && got > 0; read += got) {
      got = in.read(new byte[64 * 1024]);
      bench.simulation.runUntilIdle();
    }
    assertThat(read).isEqualTo(4 * WINDOW);
    assertThat(in.read()).isEqualTo(-1);
    assertThat(peer.blocked()).isFalse();
  }
}
