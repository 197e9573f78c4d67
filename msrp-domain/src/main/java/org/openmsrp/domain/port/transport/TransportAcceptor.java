// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import java.util.concurrent.CompletionStage;

/** Accepts inbound connections. Safe for use by many threads. */
public interface TransportAcceptor extends AutoCloseable {

  /**
   * Listens on {@code local}; port 0 takes a free port, which {@link Binding#localEndpoint()}
   * shows.
   *
   * @param local where to listen
   * @param options timeouts, TLS and sockets
   * @param handlers makes the handler of each connection
   * @return completes when connections are accepted; fails with {@link TransportException}, a port
   *     in use with {@link TransportException.Kind#ADDRESS_IN_USE}
   */
  CompletionStage<Binding> bind(
      Endpoint local, BindOptions options, ConnectionHandlerFactory handlers);

  /**
   * Closes every binding, promptly refuses new connections and leaves open ones alive; the threads
   * go with the last of them (T4.4). Idempotent.
   */
  @Override
  void close();

  /** One listening address. */
  interface Binding extends AutoCloseable {

    /**
     * The address that is listened on, with the port that was really taken.
     *
     * @return the local endpoint
     */
    Endpoint localEndpoint();

    /** Refuses new connections from now on and leaves the open ones alive (T4.4). Idempotent. */
    @Override
    void close();
  }
}
