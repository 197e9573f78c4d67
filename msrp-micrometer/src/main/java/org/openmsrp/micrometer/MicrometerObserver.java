// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.micrometer;

import static java.util.Objects.requireNonNull;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.openmsrp.session.ConnectionEvent;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.MessageEvent;
import org.openmsrp.session.MsrpObserver;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionEvent;
import org.openmsrp.session.TransactionEvent;

/**
 * Keeps meters in a Micrometer registry. Give it to {@code MsrpStackBuilder.observer}, to one stack
 * or to several. Safe for use by many threads.
 *
 * <table>
 * <caption>The meters</caption>
 * <tr><th>name</th><th>kind</th><th>tags</th></tr>
 * <tr><td>{@code msrp.connections.open}</td><td>gauge</td><td></td></tr>
 * <tr><td>{@code msrp.connections}</td><td>counter</td><td>{@code outcome}: opened, failed</td></tr>
 * <tr><td>{@code msrp.octets}</td><td>counter</td><td>{@code direction}: in, out</td></tr>
 * <tr><td>{@code msrp.sessions.open}</td><td>gauge</td><td></td></tr>
 * <tr><td>{@code msrp.sessions.ended}</td><td>counter</td><td>{@code reason}: closed-locally,
 *     closed-by-peer, idle, peer-silent, connection-failed, protocol-error, refused</td></tr>
 * <tr><td>{@code msrp.messages.queued}, {@code msrp.messages.queued.octets}</td><td>gauge</td><td>
 *     </td></tr>
 * <tr><td>{@code msrp.messages.sent}</td><td>counter</td><td>{@code fate}: delivered, accepted,
 *     sent, rejected, timed-out, aborted, connection-lost</td></tr>
 * <tr><td>{@code msrp.messages.received}</td><td>counter</td><td>{@code outcome}: whole,
 *     incomplete, refused</td></tr>
 * <tr><td>{@code msrp.transactions}</td><td>timer</td><td>{@code outcome}: accepted, rejected; the
 *     time is the round trip</td></tr>
 * <tr><td>{@code msrp.transactions.timeouts}</td><td>counter</td><td></td></tr>
 * </table>
 */
public final class MicrometerObserver implements MsrpObserver {

  private final MeterRegistry registry;
  private final Tags tags;
  private final AtomicLong connections = new AtomicLong();
  private final AtomicLong sessions = new AtomicLong();
  private final AtomicLong queued = new AtomicLong();
  private final AtomicLong queuedOctets = new AtomicLong();
  private final Counter octetsIn;
  private final Counter octetsOut;
  private final Timer accepted;
  private final Timer rejected;
  private final Counter timeouts;

  /** What is looked up by name is kept: a registry takes its time for that. */
  private final ConcurrentHashMap<Tag, Counter> counters = new ConcurrentHashMap<>();

  /**
   * Registers the meters.
   *
   * @param registry where they are kept
   * @param tags what each of them bears besides, such as the name of the service
   */
  public MicrometerObserver(MeterRegistry registry, Iterable<Tag> tags) {
    this.registry = requireNonNull(registry, "registry");
    this.tags = Tags.of(tags);
    gauge("msrp.connections.open", connections);
    gauge("msrp.sessions.open", sessions);
    gauge("msrp.messages.queued", queued);
    gauge("msrp.messages.queued.octets", queuedOctets);
    octetsIn = counter("msrp.octets", "direction", "in");
    octetsOut = counter("msrp.octets", "direction", "out");
    accepted = timer("accepted");
    rejected = timer("rejected");
    timeouts = registry.counter("msrp.transactions.timeouts", this.tags);
  }

  /**
   * Registers the meters, without further tags.
   *
   * @param registry where they are kept
   */
  public MicrometerObserver(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  private void gauge(String name, AtomicLong value) {
    // Two stacks of one registry need tags that tell them apart, or share one observer.
    Gauge.builder(name, value, AtomicLong::get).tags(tags).strongReference(true).register(registry);
  }

  private Counter counter(String name, String key, String value) {
    return counters.computeIfAbsent(
        Tag.of(name, value), unknown -> registry.counter(name, tags.and(key, value)));
  }

  private Timer timer(String outcome) {
    return registry.timer("msrp.transactions", tags.and("outcome", outcome));
  }

  @Override
  public void onConnection(ConnectionEvent event) {
    if (event instanceof ConnectionEvent.Opened) {
      connections.incrementAndGet();
      counter("msrp.connections", "outcome", "opened").increment();
    } else if (event instanceof ConnectionEvent.Closed) {
      connections.decrementAndGet();
    } else {
      counter("msrp.connections", "outcome", "failed").increment();
    }
  }

  @Override
  public void onSession(SessionEvent event) {
    if (event instanceof SessionEvent.Ended ended) {
      sessions.decrementAndGet();
      counter("msrp.sessions.ended", "reason", reason(ended.end())).increment();
    } else {
      sessions.incrementAndGet();
    }
  }

  @Override
  public void onMessage(MessageEvent event) {
    if (event instanceof MessageEvent.Queued) {
      queued.incrementAndGet();
      queuedOctets.addAndGet(event.octets());
    } else if (event instanceof MessageEvent.Settled settled) {
      queued.decrementAndGet();
      queuedOctets.addAndGet(-event.octets());
      counter("msrp.messages.sent", "fate", fate(settled.delivery())).increment();
    } else {
      counter("msrp.messages.received", "outcome", outcome(event)).increment();
    }
  }

  @Override
  public void onTransaction(TransactionEvent event) {
    if (event.timedOut()) {
      timeouts.increment();
    } else if (event.rejected()) {
      rejected.record(event.roundTrip());
    } else if (event.answered()) {
      accepted.record(event.roundTrip());
    }
  }

  @Override
  public void onTraffic(Direction direction, int octets) {
    (direction == Direction.IN ? octetsIn : octetsOut).increment(octets);
  }

  private static String outcome(MessageEvent event) {
    if (event instanceof MessageEvent.Incomplete incomplete) {
      return incomplete.refusal().isPresent() ? "refused" : "incomplete";
    }
    return "whole";
  }

  private static String reason(SessionEnd end) {
    return dashed(end.getClass().getSimpleName());
  }

  private static String fate(Delivery delivery) {
    return dashed(delivery.getClass().getSimpleName());
  }

  /** The names of both sealed families are their vocabulary: {@code TimedOut} is timed-out. */
  private static String dashed(String name) {
    StringBuilder text = new StringBuilder(name.length() + 4);
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean begins = Character.isUpperCase(c);
      text.append(begins && i > 0 ? "-" : "").append(Character.toLowerCase(c));
    }
    return text.toString();
  }
}
