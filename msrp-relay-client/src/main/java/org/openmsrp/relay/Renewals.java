// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * Renews a grant after four fifths of its life, over the same connection, and again and again. If
 * that fails, half of the time that is left is waited before it is tried once more.
 */
final class Renewals {

  private static final Duration SHORTEST = Duration.ofSeconds(1);

  private final RelayContext context;
  private final MsrpUri own;
  private final Consumer<Membership> renewed;
  private final Consumer<RelayException> failed;
  private Membership current;
  private long deadline;
  private Timers.@Nullable Timer timer;
  private boolean stopped;

  Renewals(
      RelayContext context,
      Membership first,
      MsrpUri own,
      Consumer<Membership> renewed,
      Consumer<RelayException> failed) {
    this.context = context;
    this.current = first;
    this.own = own;
    this.renewed = renewed;
    this.failed = failed;
  }

  void start() {
    begin(current);
  }

  private synchronized void begin(Membership next) {
    current = next;
    Duration lifetime = next.grant().lifetime().orElse(null);
    if (lifetime != null) {
      deadline = context.timers().nanoTime() + lifetime.toNanos();
      schedule(lifetime.multipliedBy(4).dividedBy(5));
    }
  }

  private synchronized void schedule(Duration delay) {
    if (!stopped) {
      timer = context.timers().schedule(delay, this::renew);
    }
  }

  synchronized void stop() {
    stopped = true;
    if (timer != null) {
      timer.cancel();
    }
  }

  /** Asked when it matters: whoever waited for a connection's end would be kept as long as it. */
  private synchronized boolean stopped() {
    return stopped || current.hop().ended().toCompletableFuture().isDone();
  }

  private void renew() {
    if (stopped()) {
      return;
    }
    Membership old = current;
    var unused =
        new ChainLogin(context, old.chain(), old.hop(), own)
            .start()
            .whenComplete(
                (grant, failure) -> {
                  if (stopped()) {
                    return;
                  }
                  if (failure == null) {
                    Membership next = new Membership(old.chain(), old.hop(), grant);
                    begin(next);
                    renewed.accept(next);
                  } else {
                    retry(RelaySearch.typed(failure));
                  }
                });
  }

  private void retry(RelayException why) {
    Duration left = Duration.ofNanos(deadline - context.timers().nanoTime());
    context.logger().warn("a path was not renewed: " + why.getMessage());
    if (left.compareTo(SHORTEST) > 0 && why.worthAnotherTarget()) {
      schedule(left.dividedBy(2));
    }
    failed.accept(why);
  }
}
