// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

/** Where an acceptor listens. Safe for use by many threads. */
public final class Bindings {

  private final Supplier<TransportException> whenClosed;
  private final Set<Binding> bindings = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * Nowhere yet.
   *
   * @param whenClosed what those are told who bind to a closed acceptor
   */
  public Bindings(Supplier<TransportException> whenClosed) {
    this.whenClosed = requireNonNull(whenClosed, "whenClosed");
  }

  /**
   * Takes on a binding and hands it to whoever waits for it. It is closed at once if the acceptor
   * closes meanwhile, or if nobody waits any more.
   *
   * @param binding that listens, and calls {@link #remove} when it is closed
   * @param stage completed with the binding, or exceptionally if the acceptor is closed
   */
  public void opened(Binding binding, CompletableFuture<Binding> stage) {
    bindings.add(binding);
    if (closed) {
      binding.close();
      stage.completeExceptionally(whenClosed.get());
    } else if (!stage.complete(binding)) {
      binding.close();
    }
  }

  /**
   * Forgets a binding that is closed.
   *
   * @param binding that was taken on, or not
   */
  public void remove(Binding binding) {
    bindings.remove(binding);
  }

  /** Closes all, and those that come later. Idempotent. */
  public void close() {
    closed = true;
    List.copyOf(bindings).forEach(Binding::close);
  }
}
