// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

/** Makes the handler of each inbound connection. Called on transport threads; must not block. */
@FunctionalInterface
public interface ConnectionHandlerFactory {

  /**
   * Makes the handler of a connection that is about to open.
   *
   * @return a new handler
   */
  ConnectionHandler newHandler();

  /**
   * An inbound connection died before it opened: a failed handshake, a refused upgrade, a timeout.
   * Does nothing by default.
   *
   * @param remote the peer's address
   * @param cause why it was rejected
   */
  default void onRejected(Endpoint remote, TransportException cause) {}
}
