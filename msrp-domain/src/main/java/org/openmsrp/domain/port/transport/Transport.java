// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import java.util.Set;

/**
 * A connector and an acceptor that belong together: what a deployment chooses. Safe for use by many
 * threads.
 */
public interface Transport extends AutoCloseable {

  /**
   * The schemes of the endpoints that it serves.
   *
   * @return for example {@code tcp} and {@code tls}; see {@link Endpoint}
   */
  Set<String> schemes();

  /**
   * Opens outbound connections.
   *
   * @return always the same connector
   */
  TransportConnector connector();

  /**
   * Accepts inbound connections.
   *
   * @return always the same acceptor
   */
  TransportAcceptor acceptor();

  /**
   * Closes connector and acceptor, aborts the connections that are left and frees the threads; all
   * of it has ended when this method returns, unless it is called on a thread of the transport.
   * Idempotent.
   */
  @Override
  void close();
}
