// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;

/** The rules under load: long chains, large transfers, many threads. */
public interface LoadContract extends TransportUnderTest {

  /** 100,000 demands, each from within the delivery of the one before. */
  @Test
  default void required_t1_4_chainedDemandsNeedNoStack() {
    try (Bench bench = new Bench(this).readBuffer(1)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());

      ends.client().connection().write(true, Pattern.buffer(0, Chains.LENGTH));

      bench.awaitLong("all octets", ends.server(), () -> ends.server().received() == Chains.LENGTH);
      assertThat(ends.server().pieces()).isGreaterThanOrEqualTo(Chains.LENGTH);
      assertThat(ends.server().deepestStack()).isBetween(1, Chains.STACK);
    }
  }

  /** 100,000 writes, each from within the signal of the one before. */
  @Test
  default void required_t1_4_chainedWritesNeedNoStack() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      Ends ends = bench.open(client, bench.handler("server").reading());
      client.whenWritten(
          () ->
              Chains.next(
                  client.written(),
                  () -> client.connection().write(true, Pattern.buffer(client.written(), 1))));

      client.connection().write(true, Pattern.buffer(0, 1));

      bench.awaitLong("all octets", ends.server(), () -> ends.server().received() == Chains.LENGTH);
      bench.awaitLong("all writes", client, () -> client.written() == Chains.LENGTH);
      assertThat(client.deepestStack()).isBetween(1, Chains.STACK);
    }
  }

  /** 100,000 writes of nothing, which a transport could complete at once. */
  @Test
  default void required_t1_4_chainedEmptyWritesNeedNoStack() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client");
      bench.open(client, bench.handler("server").reading());
      client.whenWritten(
          () -> Chains.next(client.written(), () -> client.connection().write(true)));

      client.connection().write(true);

      bench.awaitLong("all writes", client, () -> client.written() == Chains.LENGTH);
      assertThat(client.deepestStack()).isBetween(1, Chains.STACK);
    }
  }

  /** 64 MiB in each direction at the same time. */
  @Test
  default void required_t2_4_largeTransfersBothWays() {
    try (Bench bench = new Bench(this)) {
      RecordingHandler client = bench.handler("client").reading();
      RecordingHandler server = bench.handler("server").reading();
      Transfer there = new Transfer(client);
      Transfer back = new Transfer(server);
      bench.open(client, server);

      there.begin();
      back.begin();

      bench.awaitLong("all octets there", server, () -> server.received() == Transfer.OCTETS);
      bench.awaitLong("all octets back", client, () -> client.received() == Transfer.OCTETS);
    }
  }

  /** A reader that asks for one small piece at a time, each time from another thread. */
  @Test
  default void required_t2_4_slowReaderGetsEverything() {
    try (Bench bench = new Bench(this).readBuffer(512)) {
      Ends ends = bench.open();
      ends.client().connection().write(true, Pattern.buffer(0, 100_000));
      long received = 0;
      while (received < 100_000) {
        long before = received;
        ends.server().demand();
        bench.await("a piece", ends.server(), () -> ends.server().received() > before);
        received = ends.server().received();
      }
      assertThat(received).isEqualTo(100_000);
    }
  }

  /** A writer that hands over an octet at a time, each time from another thread. */
  @Test
  default void required_t2_4_slowWriterIsHeard() {
    try (Bench bench = new Bench(this)) {
      Ends ends = bench.open(bench.handler("client"), bench.handler("server").reading());
      for (int i = 0; i < 200; i++) {
        ends.write(Pattern.buffer(i, 1));
        ends.awaitReceived(i + 1);
      }
    }
  }

  /** Every verb from many threads at once, while octets flow, until the connection is closed. */
  @Test
  default void required_t1_4_verbsFromManyThreads() {
    try (Bench bench = new Bench(this).readBuffer(1000)) {
      RecordingHandler client = bench.handler("client").reading();
      RecordingHandler server = bench.handler("server").reading();
      Transfer transfer = new Transfer(client);
      bench.open(client, server);
      transfer.begin();

      try (Crowd crowd =
          new Crowd(
              6,
              2000,
              i -> {
                client.connection().wake();
                server.demand();
                server.connection().wake();
                client.demand();
                client.connection().info();
              })) {
        bench.awaitLong("some octets", server, () -> server.received() > 1_000_000);
        crowd.join();
      }
      client.connection().close();

      assertThat(bench.awaitClosed(server)).isEqualTo(new CloseReason.PeerClose());
      assertThat(bench.awaitClosed(client)).isEqualTo(new CloseReason.LocalClose());
      assertThat(server.received()).isEqualTo(client.written() * Transfer.CHUNK);
    }
  }

  /** Closing and aborting from many threads at once ends each connection exactly once. */
  @Test
  default void required_t4_3_endsOnceWhoeverEndsIt() {
    try (Bench bench = new Bench(this)) {
      for (int round = 0; round < 20; round++) {
        RecordingHandler client = bench.handler("client " + round).reading();
        RecordingHandler server = bench.handler("server " + round).reading();
        Transfer transfer = new Transfer(client);
        bench.open(client, server);
        transfer.begin();

        boolean abort = round % 2 == 0;
        try (Crowd crowd =
            new Crowd(
                4,
                1,
                i -> {
                  server.connection().close();
                  if (abort) {
                    client.connection().abort(Failures.onPurpose());
                  } else {
                    client.connection().close();
                  }
                })) {
          bench.awaitClosed(client);
          bench.awaitClosed(server);
          crowd.join();
        }
      }
    }
  }
}
