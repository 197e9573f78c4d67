// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells a stack's observers what happens. Costs one test where there are none: events are made only
 * if somebody takes them. Safe for use by many threads.
 */
final class Watch {

  static final Watch NOBODY = new Watch(List.of());

  private final List<MsrpObserver> observers;
  private final boolean on;

  private Watch(List<MsrpObserver> observers) {
    this.observers = List.copyOf(observers);
    this.on = !observers.isEmpty();
  }

  static Watch by(List<MsrpObserver> observers) {
    return observers.isEmpty() ? NOBODY : new Watch(observers);
  }

  /** Whether anybody looks. */
  boolean on() {
    return on;
  }

  void connection(Supplier<ConnectionEvent> event) {
    if (on) {
      ConnectionEvent made = event.get();
      each(observer -> observer.onConnection(made));
    }
  }

  void session(Supplier<SessionEvent> event) {
    if (on) {
      SessionEvent made = event.get();
      each(observer -> observer.onSession(made));
    }
  }

  void message(Supplier<MessageEvent> event) {
    if (on) {
      MessageEvent made = event.get();
      each(observer -> observer.onMessage(made));
    }
  }

  void transaction(TransactionEvent event) {
    each(observer -> observer.onTransaction(event));
  }

  void traffic(MsrpObserver.Direction direction, int octets) {
    if (on && octets > 0) {
      each(observer -> observer.onTraffic(direction, octets));
    }
  }

  private void each(Consumer<MsrpObserver> call) {
    for (MsrpObserver observer : observers) {
      try {
        call.accept(observer);
      } catch (RuntimeException e) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, e);
      }
    }
  }
}
