// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.testkit.loopback.NetworkConditions;
import org.openmsrp.testkit.loopback.Simulation;

/** Two stacks, any interleaving: every message arrives as it was sent, or its sender knows. */
class ExchangeTest {

  @Property(tries = 60)
  void messages_bothWays_allArriveOnceAndWhole(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 30) int messages,
      @ForAll @IntRange(min = 10, max = 100_000) int maxRead) {
    Random random = new Random(seed);
    try (Pair pair = new Pair(Simulation.seeded(seed))) {
      pair.simulation.network().conditions(NetworkConditions.PERFECT.withMaxRead(maxRead));
      List<MsrpSession> sessions = pair.sessions();
      List<List<String>> sent = List.of(new ArrayList<>(), new ArrayList<>());
      List<Transfer> transfers = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        int side = random.nextInt(2);
        String text = i + " " + "x".repeat(random.nextInt(4) == 0 ? random.nextInt(400_000) : 10);
        sent.get(side).add(text);
        transfers.add(
            sessions.get(side).send(OutgoingMessage.text(text).withReports(reports(random))));
      }
      sessions.get(0).close();
      pair.simulation.runUntil(() -> pair.atAlice.ends.size() + pair.atBob.ends.size() == 2);
      pair.simulation.runUntilIdle();
      assertThat(pair.atBob.texts).containsExactlyInAnyOrderElementsOf(sent.get(0));
      assertThat(sent.get(1)).containsAll(pair.atAlice.texts);
      for (Transfer transfer : transfers) {
        assertThat(transfer.delivery().toCompletableFuture()).isCompleted();
      }
    }
  }

  private static ReportRequest reports(Random random) {
    FailureReport failure =
        List.of(FailureReport.YES, FailureReport.PARTIAL, FailureReport.NO).get(random.nextInt(3));
    return new ReportRequest(random.nextBoolean() ? SuccessReport.YES : SuccessReport.NO, failure);
  }

  @Property(tries = 60)
  void messages_underCancelAndLoss_haveAFateThatIsTrue(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 20) int messages) {
    Random random = new Random(seed);
    try (Pair pair = new Pair(Simulation.seeded(seed))) {
      pair.simulation.network().conditions(NetworkConditions.PERFECT.withMaxRead(5_000));
      MsrpSession session = pair.sessions().get(0);
      List<String> sent = new ArrayList<>();
      List<Transfer> transfers = new ArrayList<>();
      for (int i = 0; i < messages; i++) {
        String text = i + " " + "x".repeat(random.nextInt(300_000));
        sent.add(text);
        transfers.add(
            session.send(OutgoingMessage.text(text).withReports(ReportRequest.CONFIRMED)));
        steps(pair.simulation, random.nextInt(40));
        if (random.nextInt(4) == 0) {
          transfers.get(random.nextInt(transfers.size())).cancel();
        }
      }
      if (random.nextBoolean()) {
        pair.bob.close();
      }
      pair.simulation.advance(Duration.ofMinutes(2));
      for (int i = 0; i < messages; i++) {
        assertThat(transfers.get(i).delivery().toCompletableFuture()).isCompleted();
        Delivery fate = transfers.get(i).delivery().toCompletableFuture().join();
        if (fate instanceof Delivery.Delivered) {
          assertThat(pair.atBob.texts).contains(sent.get(i));
        } else if (fate instanceof Delivery.Aborted) {
          assertThat(pair.atBob.texts).doesNotContain(sent.get(i));
        }
      }
      assertThat(pair.atBob.texts).doesNotHaveDuplicates();
      assertThat(sent).containsAll(pair.atBob.texts);
    }
  }

  private static void steps(Simulation simulation, int count) {
    for (int i = 0; i < count; i++) {
      simulation.executor().step();
    }
  }
}
