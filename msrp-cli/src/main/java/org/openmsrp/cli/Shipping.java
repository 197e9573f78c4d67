// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.Transfer;

/** Sends one thing after the other and tells the fate of each. */
record Shipping(MsrpSession session, Console console, EventPrinter events) {

  private static final long REFRESH_MILLIS = 100;

  /** Sends all of it; true if everything got as far as was asked for. */
  boolean ship(List<Shipment> shipments) {
    boolean delivered = true;
    for (Shipment shipment : shipments) {
      Event fate = ship(shipment);
      events.print(fate);
      delivered &= fate instanceof Event.Delivered;
    }
    return delivered;
  }

  private Event ship(Shipment shipment) {
    if (console.interrupted().isDone()) {
      return Fates.interrupted(shipment.id(), shipment.subject());
    }
    long begin = System.nanoTime();
    Transfer transfer;
    try {
      transfer = shipment.start().apply(session);
    } catch (MsrpSessionException e) {
      return Fates.unsent(shipment.id(), shipment.subject(), Failures.line(e));
    }
    console.onInterrupt(transfer::cancel);
    Delivery fate = watched(shipment, transfer);
    return Fates.of(shipment.id(), shipment.subject(), fate, Amounts.secondsSince(begin));
  }

  private Delivery watched(Shipment shipment, Transfer transfer) {
    try (Progress progress = console.progress(shipment.subject(), shipment.octets())) {
      return await(transfer, progress);
    }
  }

  private static Delivery await(Transfer transfer, Progress progress) {
    CompletableFuture<Delivery> delivery = transfer.delivery().toCompletableFuture();
    while (true) {
      try {
        return delivery.get(REFRESH_MILLIS, TimeUnit.MILLISECONDS);
      } catch (TimeoutException e) {
        progress.reached(transfer.progress().sent());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        transfer.cancel();
        return delivery.join();
      } catch (ExecutionException e) {
        throw new IllegalStateException("a delivery never fails", e);
      }
    }
  }
}
