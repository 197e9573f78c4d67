// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T2: what is read, when, and in which pieces. */
public interface DeliveryContract extends TransportUnderTest {

  /** Nobody has asked, so nothing comes, however long it waits. */
  @Test
  default void required_t2_1_noBytesWithoutDemand() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open();
      ends.client().connection().write(true, Pattern.buffer(0, 1000));

      ends.roundTrips(10);
      bench.never("onBytes", ends.server(), () -> ends.server().pieces() > 0);

      ends.server().startReading();
      ends.awaitReceived(1000);
    }
  }

  /** One demand, one piece; what is left waits for the next demand. */
  @Test
  default void required_t2_2_oneDemandGivesOnePiece() {
    try (Bench bench = new Bench(this).readBuffer(100)) {
      Ends ends = bench.open();
      ends.client().connection().write(true, Pattern.buffer(0, 1000));

      ends.server().demand();
      bench.await("one piece", ends.server(), () -> ends.server().pieces() == 1);
      ends.roundTrips(10);

      assertThat(ends.server().pieces()).isEqualTo(1);
      ends.server().startReading();
      ends.awaitReceived(1000);
    }
  }

  /** Demand has no count: ten at once are one. */
  @Test
  default void required_t2_2_repeatedDemandCountsOnce() {
    try (Bench bench = new Bench(this).readBuffer(100)) {
      RecordingHandler server = bench.handler("server");
      Ends ends = bench.open(bench.handler("client"), server);
      server.whenWoken(
          () -> {
            for (int i = 0; i < 10; i++) {
              server.demand();
            }
          });
      server.connection().wake();
      bench.await("onWake", server, () -> server.woken() == 1);
      ends.client().connection().write(true, Pattern.buffer(0, 1000));
      bench.await("one piece", server, () -> server.pieces() == 1);

      ends.roundTrips(10);

      assertThat(server.pieces()).isEqualTo(1);
      server.startReading();
      ends.awaitReceived(1000);
    }
  }

  /** Demand from within {@code onBytes} is a new one. */
  @Test
  default void required_t2_2_demandWithinOnBytesIsNew() {
    try (Bench bench = new Bench(this).readBuffer(100)) {
      RecordingHandler server = bench.handler("server");
      Ends ends = bench.open(bench.handler("client"), server);
      server.whenBytes(
          bytes -> {
            if (server.pieces() == 1) {
              server.demand();
              server.demand();
            }
          });
      ends.client().connection().write(true, Pattern.buffer(0, 1000));

      server.demand();
      bench.await("two pieces", server, () -> server.pieces() == 2);
      ends.roundTrips(10);

      assertThat(server.pieces()).isEqualTo(2);
    }
  }

  /** Pieces are no larger than the read buffer, and their position is the handler's to leave. */
  @Test
  default void required_t2_3_piecesFitTheReadBuffer() {
    for (int size : new int[] {1, 2, 7, 1000, 65_536}) {
      try (Bench bench = new Bench(this).readBuffer(size)) {
        Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
        int octets = Math.min(20_000, size * 2000);

        ends.write(Pattern.buffer(0, octets));
        ends.awaitReceived(octets);

        assertThat(ends.server().largestPiece()).isBetween(1, size);
      }
    }
  }

  /** A handler that has copied what it was lent keeps the right octets. */
  @Test
  default void required_t2_3_lentBuffersHoldUntilReturn() {
    try (Bench bench = new Bench(this).readBuffer(64)) {
      List<ByteBuffer> copies = new ArrayList<>();
      RecordingHandler server = bench.handler("server").reading();
      server.whenBytes(
          bytes -> {
            server.connection().wake();
            copies.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
          });
      Ends ends = bench.open(bench.handler("client"), server);

      ends.write(Pattern.buffer(0, 5000));
      ends.awaitReceived(5000);
      ends.client().close();
      bench.awaitClosed(server);

      long offset = 0;
      for (ByteBuffer copy : copies) {
        assertThat(Pattern.mismatch(offset, copy)).isEqualTo(-1);
        offset += copy.remaining();
      }
      assertThat(offset).isEqualTo(5000);
    }
  }

  /** Octets come in order, each once, for writes of any size and shape. */
  @Test
  default void required_t2_4_octetsComeInOrderForEveryFragmentation() {
    Random random = new Random(4975);
    for (int readBuffer : new int[] {1, 3, 100, 131_072}) {
      try (Bench bench = new Bench(this).readBuffer(readBuffer)) {
        Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
        long sent = 0;
        for (int i = 0; i < 40; i++) {
          int size = random.nextInt(readBuffer < 10 ? 200 : 20_000);
          ends.write(Shapes.cut(sent, size, random));
          sent += size;
        }
        ends.awaitReceived(sent);
      }
    }
  }

  /** What was asked for comes before the peer's end. */
  @Test
  default void required_t2_4_octetsComeBeforeThePeersEnd() {
    for (int size : new int[] {1, 1000, 300_000}) {
      try (Bench bench = new Bench(this)) {
        RecordingHandler client = bench.handler("client");
        Ends ends = bench.open(client, bench.handler("server").reading());
        client.whenWoken(
            () -> {
              client.connection().write(true, Pattern.buffer(0, size));
              client.close();
            });

        client.connection().wake();

        assertThat(bench.awaitClosed(ends.server())).isEqualTo(new CloseReason.PeerClose());
        assertThat(ends.server().received()).isEqualTo(size);
      }
    }
  }

  /** On STREAM no frame ever ends; on MESSAGE each ends exactly once, where its writer ended it. */
  @Test
  default void required_t2_5_framesEndOnceWhereTheirWriterEndedThem() {
    try (Bench bench = new Bench(this).readBuffer(1000)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      List<Long> expected = new ArrayList<>();
      long sent = 0;
      for (int size : new int[] {1, 125, 126, 127, 999, 1000, 1001, 65_535, 65_536, 200_000}) {
        ends.write(Pattern.buffer(sent, size));
        sent += size;
        expected.add(sent);
      }
      ends.awaitReceived(sent);

      if (ends.message()) {
        bench.await("the last end", ends.server(), () -> ends.server().frameEnds().size() == 10);
        assertThat(ends.server().frameEnds()).isEqualTo(expected);
      } else {
        assertThat(ends.server().frameEnds()).isEmpty();
      }
    }
  }

  /** On MESSAGE the parts of one write are one message, however they are cut. */
  @Test
  default void required_t2_5_partsOfOneWriteAreOneMessage() {
    try (Bench bench = new Bench(this).readBuffer(100)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      assumeTrue(ends.message(), "STREAM framing");
      ends.write(Shapes.cut(0, 20_000, new Random(7977)));
      ends.write(Pattern.buffer(20_000, 1), ByteBuffer.allocate(0), Pattern.buffer(20_001, 99));
      ends.awaitReceived(20_100);

      bench.await("both ends", ends.server(), () -> ends.server().frameEnds().size() == 2);
      assertThat(ends.server().frameEnds()).containsExactly(20_000L, 20_100L);
    }
  }

  /** A reader that asks for nothing stops its writer: nothing is hoarded without bound. */
  @Test
  default void required_t2_6_writerStopsIfNobodyReads() {
    int chunk = 256 * 1024;
    int tooMuch = 64 * 1024 * 1024;
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.whenWritten(
          () -> {
            long sent = client.written() * chunk;
            if (sent < tooMuch) {
              client.connection().write(true, Pattern.buffer(sent, chunk));
            }
          });
      client.connection().write(true, Pattern.buffer(0, chunk));

      bench.awaitStandstill(client, client::written, tooMuch / chunk);
      assertThat(client.written())
          .as("chunks accepted without a reader")
          .isLessThan(tooMuch / chunk);

      assertThat(ends.server().received()).isZero();
    }
  }

  /** A peer that aborts is noticed by whoever waits for its octets. */
  @Test
  default void required_t2_7_resetIsNoticedWithDemand() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      ends.write(Pattern.buffer(0, 100));
      ends.awaitReceived(100);

      ends.client().connection().abort(Failures.onPurpose());

      assertThat(Failures.of(bench.awaitClosed(ends.server()))).isIn(Kind.RESET, Kind.TRUNCATED);
    }
  }

  /** A peer that aborts is noticed by whoever only waits for a write. */
  @Test
  default void required_t2_7_resetIsNoticedWithAWritePending() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open();
      RecordingHandler server = ends.server();
      server.whenWritten(
          () -> server.connection().write(true, Pattern.buffer(server.written() << 20, 1 << 20)));
      server.connection().write(true, Pattern.buffer(0, 1 << 20));

      ends.client().connection().abort(Failures.onPurpose());

      assertThat(bench.awaitClosed(server)).isInstanceOf(CloseReason.Failed.class);
    }
  }

  /** The peer has closed long ago; its octets come all the same, one by one, then its end. */
  @Test
  default void required_t2_7_octetsBeforeTheEndOutlastASlowReader() {
    try (Bench bench = new Bench(this).readBuffer(100)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server"));
      client.whenWoken(
          () -> {
            client.connection().write(true, Pattern.buffer(0, 5000));
            client.close();
          });
      client.connection().wake();

      while (ends.server().closeReason().isEmpty()) {
        long before = ends.server().pieces();
        ends.server().demand();
        bench.await(
            "a piece or the end",
            ends.server(),
            () -> ends.server().pieces() > before || ends.server().closeReason().isPresent());
      }

      assertThat(ends.server().received()).isEqualTo(5000);
      assertThat(ends.server().closeReason()).contains(new CloseReason.PeerClose());
    }
  }
}
