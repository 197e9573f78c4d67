// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.Transfer;

/** Sends things, so many at once, and tells the fate of each. */
final class Shipping {

  private static final long REFRESH_MILLIS = 100;

  private record UnderWay(Shipment shipment, Transfer transfer, Progress progress, long begin) {

    void show() {
      progress.reached(transfer.progress().sent());
    }
  }

  private final MsrpSession session;
  private final Console console;
  private final EventPrinter events;
  private final int atOnce;
  private final List<UnderWay> underWay = new ArrayList<>();
  private boolean delivered = true;

  Shipping(MsrpSession session, Console console, EventPrinter events, int atOnce) {
    this.session = session;
    this.console = console;
    this.events = events;
    this.atOnce = atOnce;
  }

  /** Sends all of it; true if everything got as far as was asked for. */
  boolean ship(List<Shipment> shipments) {
    Queue<Shipment> left = new ArrayDeque<>(shipments);
    while (!left.isEmpty() || !underWay.isEmpty()) {
      while (underWay.size() < atOnce && !left.isEmpty()) {
        start(left.remove());
      }
      awaitOne();
      tellEnded();
    }
    return delivered;
  }

  private void start(Shipment shipment) {
    if (console.interrupted().isDone()) {
      tell(Fates.interrupted(shipment.subject()));
      return;
    }
    long begin = System.nanoTime();
    try {
      Transfer transfer = shipment.start().apply(session);
      console.onInterrupt(transfer::cancel);
      underWay.add(new UnderWay(shipment, transfer, progress(shipment), begin));
    } catch (MsrpSessionException e) {
      tell(Fates.unsent(shipment.subject(), Failures.line(e)));
    }
  }

  /** Two lines that grow would overwrite each other. */
  private Progress progress(Shipment shipment) {
    return atOnce == 1
        ? console.progress(shipment.subject().subject(), shipment.octets())
        : Progress.NONE;
  }

  private void awaitOne() {
    CompletableFuture<?>[] fates =
        underWay.stream()
            .map(one -> one.transfer.delivery().toCompletableFuture())
            .toArray(CompletableFuture<?>[]::new);
    while (fates.length > 0) {
      try {
        CompletableFuture.anyOf(fates).get(REFRESH_MILLIS, TimeUnit.MILLISECONDS);
        return;
      } catch (TimeoutException e) {
        underWay.forEach(UnderWay::show);
      } catch (InterruptedException e) {
        underWay.forEach(one -> one.transfer.cancel());
        CompletableFuture.anyOf(fates).join();
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException("a delivery never fails", e);
      }
    }
  }

  private void tellEnded() {
    for (Iterator<UnderWay> all = underWay.iterator(); all.hasNext(); ) {
      UnderWay one = all.next();
      CompletableFuture<Event> fate = fate(one).toCompletableFuture();
      if (fate.isDone()) {
        all.remove();
        one.progress.close();
        tell(fate.join());
      }
    }
  }

  private static CompletableFuture<Event> fate(UnderWay one) {
    return one.transfer
        .delivery()
        .thenApply(
            delivery ->
                Fates.of(
                    one.shipment.subject(),
                    delivery,
                    Amounts.secondsSince(one.begin),
                    one.transfer.progress().acknowledged()))
        .toCompletableFuture();
  }

  private void tell(Event fate) {
    events.print(fate);
    delivered &= fate instanceof Event.Delivered;
  }
}
