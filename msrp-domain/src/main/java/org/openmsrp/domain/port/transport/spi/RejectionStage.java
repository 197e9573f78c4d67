// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/**
 * The stage of an accepted connection: nobody waits for it, but its failure is told to {@link
 * ConnectionHandlerFactory#onRejected}, unless it was the handler that threw: that one learns it
 * from {@code onClosed}.
 */
public final class RejectionStage extends CompletableFuture<Connection> {

  private final ConnectionHandlerFactory factory;
  private final Supplier<Endpoint> remote;

  /**
   * A stage for {@link SerialConnection}.
   *
   * @param factory is told
   * @param remote the peer's address, asked for if it is needed
   */
  public RejectionStage(ConnectionHandlerFactory factory, Supplier<Endpoint> remote) {
    this.factory = requireNonNull(factory, "factory");
    this.remote = requireNonNull(remote, "remote");
  }

  @Override
  public boolean completeExceptionally(Throwable thrown) {
    boolean first = super.completeExceptionally(thrown);
    if (first
        && thrown instanceof TransportException cause
        && cause.kind() != Kind.HANDLER_FAILED) {
      factory.onRejected(remote.get(), cause);
    }
    return first;
  }
}
