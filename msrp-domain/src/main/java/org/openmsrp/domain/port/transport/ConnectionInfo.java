// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * Facts about an open connection.
 *
 * @param transport the adapter's name, for logs ({@code nio}, {@code netty-epoll}, …)
 * @param local the local address
 * @param remote the peer's address
 * @param framing how bytes are delimited
 * @param tls present exactly if the connection is protected by TLS (T5.1)
 */
public record ConnectionInfo(
    String transport, Endpoint local, Endpoint remote, Framing framing, Optional<TlsInfo> tls) {

  /**
   * Checks that nothing is missing.
   *
   * @param transport the adapter's name
   * @param local the local address
   * @param remote the peer's address
   * @param framing how bytes are delimited
   * @param tls facts about TLS
   */
  public ConnectionInfo {
    requireNonNull(transport, "transport");
    requireNonNull(local, "local");
    requireNonNull(remote, "remote");
    requireNonNull(framing, "framing");
    requireNonNull(tls, "tls");
  }
}
