// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;

/** T3: what is written, and to whom the buffers belong. */
public interface WritingContract extends TransportUnderTest {

  /** A write before the last one is done throws and leaves no trace. */
  @Test
  default void required_t3_1_secondWriteThrowsAndChangesNothing() {
    try (Bench bench = new Bench(this)) {
      AtomicReference<Throwable> second = new AtomicReference<>();
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server").reading());
      client.whenWoken(
          () -> {
            client.connection().write(true, Pattern.buffer(0, 1000));
            second.set(catchThrowable(() -> client.connection().write(true, Pattern.buffer(7, 7))));
          });
      client.connection().wake();

      ends.awaitReceived(1000);
      bench.await("onWritten", client, () -> client.written() == 1);
      ends.write(Pattern.buffer(1000, 1000));
      ends.awaitReceived(2000);

      assertThat(second.get()).isInstanceOf(IllegalStateException.class);
      assertThat(client.written()).isEqualTo(2);
    }
  }

  /** The content of a written buffer is as it was. */
  @Test
  default void required_t3_2_contentOfBuffersIsNotAltered() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      long sent = 0;
      for (int kind = 0; kind < 6; kind++) {
        ByteBuffer buffer = Shapes.shape(Pattern.bytes(sent, 20_000), kind);
        ByteBuffer view = buffer.duplicate();

        ends.write(buffer);

        assertThat(Pattern.mismatch(sent, view)).as("kind %s", kind).isEqualTo(-1);
        sent += 20_000;
      }
      ends.awaitReceived(sent);
    }
  }

  /** After {@code onWritten} the buffers are the user's: overwriting them changes nothing. */
  @Test
  default void required_t3_2_buffersAreFreeAfterOnWritten() {
    int size = 10_000;
    try (Bench bench = new Bench(this)) {
      byte[] array = Pattern.bytes(0, size);
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.whenWritten(
          () -> {
            Arrays.fill(array, (byte) 0xDB);
            if (client.written() < 100) {
              System.arraycopy(Pattern.bytes(client.written() * size, size), 0, array, 0, size);
              client.connection().write(true, ByteBuffer.wrap(array));
            }
          });

      client.connection().write(true, ByteBuffer.wrap(array));
      ends.server().startReading();

      bench.await("all writes", client, () -> client.written() == 100);
      ends.awaitReceived(100L * size);
    }
  }

  /** A gathering write of 200 buffers is one write. */
  @Test
  default void required_t3_2_severalPartsAreWrittenInOrder() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      ByteBuffer[] parts = new ByteBuffer[200];
      for (int i = 0; i < parts.length; i++) {
        parts[i] = Shapes.shape(Pattern.bytes(i * 300L, 300), i % 6);
      }

      ends.write(parts);

      ends.awaitReceived(60_000);
      assertThat(ends.client().written()).isEqualTo(1);
    }
  }

  /** Every write gives one {@code onWritten}, an empty one too. */
  @Test
  default void required_t3_3_eachWriteIsSignalledOnce() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      ends.write();
      ends.write(ByteBuffer.allocate(0));
      ends.write(ByteBuffer.allocate(0), Pattern.buffer(0, 10), ByteBuffer.allocate(0));
      ends.write(Pattern.buffer(10, 90));
      ends.awaitReceived(100);
      ends.client().close();
      bench.awaitClosed(ends.client());

      assertThat(ends.client().written()).isEqualTo(4);
    }
  }

  /** On MESSAGE an empty write sends nothing: an empty message would be no chunk. */
  @Test
  default void required_t3_3_emptyWriteSendsNoMessage() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      assumeTrue(ends.message(), "STREAM framing");
      ends.write(ByteBuffer.allocate(0));
      ends.write(Pattern.buffer(0, 10));
      ends.awaitReceived(10);

      bench.await("the end", ends.server(), () -> !ends.server().frameEnds().isEmpty());
      assertThat(ends.server().frameEnds()).containsExactly(10L);
    }
  }

  /** A write that is pending when the connection is aborted gives no {@code onWritten}. */
  @Test
  default void required_t3_3_abortedWriteGivesOnClosedOnly() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.whenWoken(
          () -> {
            client.connection().write(true, Pattern.buffer(0, 1000));
            client.connection().abort(Failures.onPurpose());
          });

      client.connection().wake();

      assertThat(bench.awaitClosed(client)).isInstanceOf(CloseReason.Failed.class);
      assertThat(client.written()).isZero();
      ends.server().startReading();
      bench.awaitClosed(ends.server());
    }
  }

  /** On MESSAGE a write that does not end its message is refused and leaves no trace. */
  @Test
  default void required_t3_4_unfinishedMessageIsRefused() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      assumeTrue(ends.message(), "STREAM framing");

      assertThatIllegalArgumentException()
          .isThrownBy(() -> ends.client().connection().write(false, Pattern.buffer(7, 7)));
      ends.write(Pattern.buffer(0, 100));

      ends.awaitReceived(100);
      assertThat(ends.client().written()).isEqualTo(1);
    }
  }

  /** On STREAM {@code endOfFrame} has no effect. */
  @Test
  default void required_t3_4_endOfFrameHasNoEffectOnStream() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      assumeTrue(!ends.message(), "MESSAGE framing");

      ends.client().connection().write(false, Pattern.buffer(0, 100));
      bench.await("onWritten", ends.client(), () -> ends.client().written() == 1);
      ends.write(Pattern.buffer(100, 100));

      ends.awaitReceived(200);
    }
  }

  /** After {@code close} verbs do nothing and throw nothing. */
  @Test
  default void required_t3_5_verbsAfterCloseDoNothing() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server").reading());
      client.whenWoken(
          () -> {
            client.close();
            verbs(client);
          });

      client.connection().wake();

      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.LocalClose());
      verbs(client);
      bench.awaitClosed(ends.server());
      assertThat(ends.server().received()).isZero();
      assertThat(client.written() + client.pieces()).isZero();
      assertThat(client.woken()).isEqualTo(1);
    }
  }

  /** After {@code abort} verbs do nothing and throw nothing. */
  @Test
  default void required_t3_5_verbsAfterAbortDoNothing() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server").reading());
      client.whenWoken(
          () -> {
            client.connection().abort(Failures.onPurpose());
            verbs(client);
            client.close();
          });

      client.connection().wake();

      assertThat(bench.awaitClosed(client)).isInstanceOf(CloseReason.Failed.class);
      verbs(client);
      bench.awaitClosed(ends.server());
      assertThat(ends.server().received()).isZero();
      assertThat(client.written() + client.pieces()).isZero();
    }
  }

  private static void verbs(RecordingHandler handler) {
    handler.connection().write(true, Pattern.buffer(0, 10));
    handler.connection().write(true, Pattern.buffer(0, 10));
    handler.demand();
    handler.connection().wake();
  }
}
