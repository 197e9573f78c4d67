// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import java.util.concurrent.CompletionStage;

/** Opens outbound connections. Safe for use by many threads. */
public interface TransportConnector extends AutoCloseable {

  /**
   * Opens a connection to {@code remote}. One timeout covers TCP, TLS and upgrade. If the stage is
   * cancelled (through {@code toCompletableFuture().cancel}), the attempt is abandoned (T1.1).
   *
   * @param remote where to connect
   * @param options timeouts, TLS and sockets
   * @param handler receives the signals; sees nothing if the attempt fails
   * @return completes after {@link ConnectionHandler#onOpen} has returned; fails with {@link
   *     TransportException}
   */
  CompletionStage<Connection> connect(
      Endpoint remote, ConnectOptions options, ConnectionHandler handler);

  /** Aborts the connections of this connector and frees its threads (T4.4). Idempotent. */
  @Override
  void close();
}
