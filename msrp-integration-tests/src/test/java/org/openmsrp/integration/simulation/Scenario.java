// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.openmsrp.session.ChunkPolicy;
import org.openmsrp.session.MsrpLimits;
import org.openmsrp.testkit.loopback.NetworkConditions;

/**
 * One day: the network, who talks with whom, and what happens when.
 *
 * @param seed of the world in which it happens
 * @param calm whether nothing bad happens, so that everything must succeed
 * @param network delays, rates, short reads and writes
 * @param webSocket whether one write is one message
 * @param rechunked whether somebody on the way cuts and shuffles chunks that nobody answers
 * @param limits of both stacks
 * @param pace how slow users are at most
 * @param talks the sessions
 * @param acts what happens, in no particular order
 */
record Scenario(
    long seed,
    boolean calm,
    NetworkConditions network,
    boolean webSocket,
    boolean rechunked,
    MsrpLimits limits,
    Duration pace,
    List<Talk> talks,
    List<Act> acts) {

  static final String SERVER = "server.example";
  static final String HUB = "hub.example";

  Scenario withActs(List<Act> some) {
    return new Scenario(
        seed, calm, network, webSocket, rechunked, limits, pace, talks, List.copyOf(some));
  }

  Scenario withTalks(List<Talk> some) {
    return new Scenario(
        seed, calm, network, webSocket, rechunked, limits, pace, List.copyOf(some), acts);
  }

  Scenario withNetwork(NetworkConditions other) {
    return new Scenario(seed, calm, other, webSocket, rechunked, limits, pace, talks, acts);
  }

  Scenario withPace(Duration other) {
    return new Scenario(seed, calm, network, webSocket, rechunked, limits, other, talks, acts);
  }

  Scenario withRechunked(boolean other) {
    return new Scenario(seed, calm, network, webSocket, other, limits, pace, talks, acts);
  }

  /** Without the acts of talks that are not there. */
  Scenario withoutOrphans() {
    return withActs(acts.stream().filter(act -> act.talk() < 0 || has(act.talk())).toList());
  }

  private boolean has(int talk) {
    return talks.stream().anyMatch(one -> one.id() == talk);
  }

  /** How many messages are sent. */
  int sends() {
    return (int) acts.stream().filter(Act.Send.class::isInstance).count();
  }

  /** By when every message must have met its fate: no limbo. */
  Duration horizon() {
    long last = 0;
    long octets = 0;
    for (Act act : acts) {
      last = Math.max(last, act.at());
      if (act instanceof Act.Send send) {
        octets += send.size() + 1_000;
      } else if (act instanceof Act.Cut cut) {
        last = Math.max(last, act.at() + cut.millis());
      } else if (act instanceof Act.Stall stall) {
        last = Math.max(last, act.at() + stall.millis());
      }
    }
    for (Talk talk : talks) {
      last = Math.max(last, Math.max(talk.dialAt(), talk.expectAt()));
    }
    long rate = network.octetsPerSecond();
    Duration travel = Duration.ofSeconds(rate == 0 ? 0 : 4 * octets / rate);
    Duration pauses = Duration.ofSeconds(12L * sends());
    // Whose places are taken by chunks that nobody answers waits for one transaction after the
    // other.
    Duration turns = Duration.ofSeconds(30L * (sends() / limits.outstandingTransactions()));
    return Duration.ofMillis(last).plus(CHAIN).plus(travel).plus(pauses).plus(turns).plus(waits());
  }

  /** What the network's round trips take, where one has to end before the next may begin. */
  private Duration waits() {
    int buffer = network.buffer() == 0 ? Integer.MAX_VALUE : network.buffer();
    long window = Math.min(buffer, limits.inboundWindow());
    long trips = 0;
    for (Act act : acts) {
      if (act instanceof Act.Send send) {
        trips += send.size() / chunk(send) / limits.outstandingTransactions();
        trips += send.size() / window;
      }
    }
    return network.delay().plus(network.jitter()).multipliedBy(2 * trips);
  }

  private long chunk(Act.Send send) {
    return talks.stream()
        .filter(talk -> talk.id() == send.talk())
        .flatMap(talk -> talk.chunks().stream())
        .findFirst()
        .orElse(ChunkPolicy.RELAY)
        .maxChunk();
  }

  /** Connecting, binding, a write that stalls, an answer that is missing, a report that is. */
  private static final Duration CHAIN = Duration.ofSeconds(30 + 30 + 30 + 30 + 30 + 10);

  @Override
  public String toString() {
    String happens = acts.stream().map(Act::toString).collect(Collectors.joining("\n    "));
    String sessions = talks.stream().map(Talk::toString).collect(Collectors.joining("\n    "));
    return """
    seed %d%s, %s, users up to %d ms%s
      %s
      %s
      talks:
        %s
      acts:
        %s"""
        .formatted(
            seed,
            calm ? ", calm" : "",
            webSocket ? "WebSocket" : "TCP",
            pace.toMillis(),
            rechunked ? ", rechunked" : "",
            network,
            limits,
            sessions,
            happens);
  }
}
