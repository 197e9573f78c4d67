// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.session.ChunkPolicy;
import org.openmsrp.session.MsrpLimits;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.testkit.loopback.LoopbackNetwork.Side;
import org.openmsrp.testkit.loopback.NetworkConditions;

/** Draws scenarios. One seed is one scenario, as long as this class stays as it is. */
final class Scenarios {

  /** Octets that a scenario sends at most, so that each is cheap. */
  private static final int VOLUME = 600_000;

  private static final int DAY = 20_000;

  private final long seed;
  private final Random random;
  private final boolean calm;
  private final boolean webSocket;
  private final List<Talk> talks = new ArrayList<>();
  private final List<Act> acts = new ArrayList<>();
  private NetworkConditions network = NetworkConditions.PERFECT;
  private int volume = VOLUME;

  private Scenarios(long seed) {
    this.seed = seed;
    this.random = new Random(seed * 0x9E3779B97F4A7C15L);
    this.calm = chance(35);
    this.webSocket = chance(25);
  }

  static Scenario of(long seed) {
    return new Scenarios(seed).draw();
  }

  private Scenario draw() {
    network = network();
    boolean rechunked = chance(20);
    MsrpLimits limits = calm || chance(50) ? MsrpLimits.DEFAULT : tight();
    Duration pace = Duration.ofMillis(chance(50) ? 0 : oneOf(5, 200, 1_500));
    int sessions = chance(60) ? 1 : 1 + below(4);
    for (int id = 0; id < sessions; id++) {
      talks.add(talk(id));
    }
    int messages = chance(70) ? 1 + below(6) : 1 + below(30);
    for (int id = 0; id < messages; id++) {
      acts.add(send(id));
    }
    if (chance(10) && volume >= 450_000) {
      fileAndWord(messages);
    }
    others();
    return new Scenario(
        seed,
        calm,
        network,
        webSocket,
        rechunked,
        limits,
        pace,
        List.copyOf(talks),
        List.copyOf(acts));
  }

  private NetworkConditions network() {
    int read = chance(50) ? Integer.MAX_VALUE : oneOf(1, 2, 7, 100, 1_000, 5_000);
    if (read < 1_000) {
      volume = Math.min(volume, read * 500);
    }
    NetworkConditions drawn = NetworkConditions.PERFECT.withMaxRead(read);
    if (chance(35)) {
      return drawn;
    }
    drawn = drawn.withBuffer(oneOf(100, 1_500, 16_000, 65_536, 300_000));
    if (drawn.buffer() < 16_000) {
      // What is under way at most would make a long way slow beyond all timeouts.
      volume = Math.min(volume, 100 * drawn.buffer());
    } else if (chance(70)) {
      drawn =
          drawn.withDelay(
              Duration.ofMillis(oneOf(0, 1, 20, 300)), Duration.ofMillis(oneOf(0, 5, 200)));
    }
    if (chance(40)) {
      drawn = drawn.withOctetsPerSecond(oneOf(30_000, 100_000, 2_000_000));
      // A full buffer must not keep an answer back until it is overdue.
      drawn = drawn.withBuffer(Math.min(drawn.buffer(), 65_536));
    }
    return drawn;
  }

  private MsrpLimits tight() {
    return MsrpLimits.builder()
        .inboundWindow(oneOf(4_096, 16_384, 100_000))
        .messageInMemory(oneOf(1_000, 50_000, 16 << 20))
        .messagesInFlight(oneOf(1, 3, 64))
        .rangesPerMessage(oneOf(2, 256))
        .outboundOctets(oneOf(10_000, 200_000, 16 << 20))
        .outboundMessages(oneOf(2, 20, 16_384))
        .outstandingTransactions(oneOf(1, 3, 4_096))
        .queuedAnswers(oneOf(1, 10, 4_096))
        .build();
  }

  private Talk talk(int id) {
    int dial = below(500);
    int patience = calm ? 5_000 : 40_000;
    int expect = chance(60) ? 0 : chance(80) ? dial + below(2_000) : dial + below(patience);
    return new Talk(
        id,
        Talk.Place.values()[below(3)],
        chance(85) ? dial : dial + below(patience),
        expect,
        chance(15),
        chance(60)
            ? Optional.empty()
            : Optional.of(new ChunkPolicy(oneOf(2_048, 2_049, 8_192, 50_000))),
        chance(80) ? "*" : "text/*");
  }

  private Act.Send send(int id) {
    int size = Math.min(size(), volume);
    volume -= size;
    return new Act.Send(
        below(DAY),
        id,
        below(talks.size()),
        chance(60),
        size,
        chance(12) ? Act.Carrier.FILE : Act.Carrier.MEMORY,
        new ReportRequest(
            chance(50) ? SuccessReport.YES : SuccessReport.NO,
            chance(60) ? FailureReport.YES : FailureReport.values()[below(3)]),
        chance(85) ? "text/plain" : "application/octet-stream",
        taking(),
        calm || chance(88) ? -1 : below(3_000));
  }

  /** A word in the middle of files must not wait for them. */
  private void fileAndWord(int id) {
    int at = 1_000 + below(DAY);
    int talk = below(talks.size());
    boolean active = chance(50);
    int files = chance(50) ? 1 : 4;
    int size = 450_000 / files;
    volume -= 450_000;
    for (int i = 0; i < files; i++) {
      acts.add(
          new Act.Send(
              at,
              id + i,
              talk,
              active,
              size,
              chance(50) ? Act.Carrier.FILE : Act.Carrier.MEMORY,
              ReportRequest.DEFAULT,
              "text/plain",
              Act.Taking.SINK,
              -1));
    }
    acts.add(
        new Act.Send(
            at + (chance(50) ? 0 : below(300)),
            id + files,
            talk,
            active,
            below(1_000),
            Act.Carrier.MEMORY,
            ReportRequest.DEFAULT,
            "text/plain",
            Act.Taking.SINK,
            -1));
  }

  private int size() {
    int kind = below(100);
    if (kind < 50) {
      return below(200);
    }
    if (kind < 70) {
      return 2_040 + below(20);
    }
    if (kind < 90) {
      return below(20_000);
    }
    return kind < 97 ? below(150_000) : below(500_000);
  }

  private Act.Taking taking() {
    if (calm || chance(70)) {
      return Act.Taking.values()[below(3)];
    }
    return Act.Taking.values()[below(Act.Taking.values().length)];
  }

  private void others() {
    int quiet = below(4);
    for (int i = 0; i < quiet; i++) {
      int talk = below(talks.size());
      acts.add(
          chance(50)
              ? new Act.KeepAlive(below(DAY), talk, chance(50))
              : new Act.Nickname(below(DAY), talk, chance(50)));
    }
    if (!calm) {
      int bad = below(4);
      for (int i = 0; i < bad; i++) {
        acts.add(bad());
      }
    }
  }

  private Act bad() {
    int at = below(DAY);
    Talk talk = talks.get(below(talks.size()));
    return switch (below(9)) {
      case 0, 1 -> new Act.Close(at, talk.id(), chance(50));
      case 2 -> new Act.Twice(at, talk.id());
      case 3 -> new Act.Stall(at, chance(50), oneOf(500, 8_000, 15_000, 60_000));
      case 4, 5 -> new Act.Cut(at, talk.host(), chance(30) ? -1 : below(50_000));
      case 6 -> new Act.Reset(at, talk.host());
      case 7 -> new Act.HalfClose(at, talk.host(), chance(50) ? Side.LISTENERS : Side.CLIENTS);
      default -> chance(70) ? new Act.Reset(at, talk.host()) : new Act.Crash(at, chance(50));
    };
  }

  private boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  private int below(int bound) {
    return random.nextInt(bound);
  }

  private int oneOf(int... values) {
    return values[random.nextInt(values.length)];
  }
}
