// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/**
 * An observer that counts. Give it to {@link MsrpStackBuilder#observer}, to one stack or to
 * several, and ask for a {@link #snapshot} whenever you want. Safe for use by many threads, which
 * don't wait for each other.
 */
public final class MsrpStatistics implements MsrpObserver {

  private final LongAdder connectionsOpened = new LongAdder();
  private final LongAdder connectionsClosed = new LongAdder();
  private final LongAdder connectionsFailed = new LongAdder();
  private final LongAdder octetsIn = new LongAdder();
  private final LongAdder octetsOut = new LongAdder();
  private final LongAdder sessionsBound = new LongAdder();
  private final LongAdder sessionsEnded = new LongAdder();
  private final LongAdder sessionsBroken = new LongAdder();
  private final LongAdder queued = new LongAdder();
  private final LongAdder queuedOctets = new LongAdder();
  private final LongAdder succeeded = new LongAdder();
  private final LongAdder failed = new LongAdder();
  private final LongAdder received = new LongAdder();
  private final LongAdder incomplete = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder answered = new LongAdder();
  private final LongAdder rejected = new LongAdder();
  private final LongAdder timedOut = new LongAdder();
  private final LongAdder roundTrips = new LongAdder();
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);

  /** Counts from zero. */
  public MsrpStatistics() {}

  /**
   * What was counted up to now.
   *
   * @return numbers that don't change any more
   */
  public MsrpStats snapshot() {
    return new MsrpStats(connections(), sessions(), messages(), transactions());
  }

  private MsrpStats.Connections connections() {
    long closed = connectionsClosed.sum();
    long opened = connectionsOpened.sum();
    return new MsrpStats.Connections(
        opened, opened - closed, connectionsFailed.sum(), octetsIn.sum(), octetsOut.sum());
  }

  private MsrpStats.Sessions sessions() {
    long ended = sessionsEnded.sum();
    long bound = sessionsBound.sum();
    return new MsrpStats.Sessions(bound, bound - ended, sessionsBroken.sum());
  }

  private MsrpStats.Messages messages() {
    return new MsrpStats.Messages(
        queued.sum(),
        queuedOctets.sum(),
        succeeded.sum(),
        failed.sum(),
        received.sum(),
        incomplete.sum(),
        refused.sum());
  }

  private MsrpStats.Transactions transactions() {
    long count = answered.sum();
    Duration mean = Duration.ofNanos(count == 0 ? 0 : roundTrips.sum() / count);
    return new MsrpStats.Transactions(
        count, rejected.sum(), timedOut.sum(), mean, Duration.ofNanos(longest.get()));
  }

  @Override
  public void onConnection(ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Opened) {
      connectionsOpened.increment();
    } else if (event instanceof ConnectionEvent.Closed) {
      connectionsClosed.increment();
    } else {
      connectionsFailed.increment();
    }
  }

  @Override
  public void onSession(SessionEvent event) {
    if (event instanceof SessionEvent.Ended ended) {
      sessionsEnded.increment();
      sessionsBroken.add(orderly(ended.end()) ? 0 : 1);
    } else {
      sessionsBound.increment();
    }
  }

  private static boolean orderly(SessionEnd end) {
    return end instanceof SessionEnd.ClosedLocally
        || end instanceof SessionEnd.ClosedByPeer
        || end instanceof SessionEnd.Idle;
  }

  @Override
  public void onMessage(MessageEvent event) {
    if (event instanceof MessageEvent.Queued) {
      queued.increment();
      queuedOctets.add(event.octets());
    } else if (event instanceof MessageEvent.Settled settled) {
      settled(settled);
    } else if (event instanceof MessageEvent.Received) {
      received.increment();
    } else if (event instanceof MessageEvent.Incomplete one) {
      incomplete.increment();
      refused.add(one.refusal().isPresent() ? 1 : 0);
    }
  }

  private void settled(MessageEvent.Settled event) {
    queued.decrement();
    queuedOctets.add(-event.octets());
    (event.delivery().successful() ? succeeded : failed).increment();
  }

  @Override
  public void onTransaction(TransactionEvent event) {
    if (event.answered()) {
      answered.increment();
      rejected.add(event.rejected() ? 1 : 0);
      roundTrips.add(event.roundTrip().toNanos());
      longest.accumulate(event.roundTrip().toNanos());
    } else if (event.timedOut()) {
      timedOut.increment();
    }
  }

  @Override
  public void onTraffic(Direction direction, int octets) {
    (direction == Direction.IN ? octetsIn : octetsOut).add(octets);
  }
}
