// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.openmsrp.domain.port.tls.TlsCredentials;

/**
 * How to open a connection.
 *
 * @param connectTimeout covers name resolution, TCP, TLS and upgrade together; positive. Stops a
 *     host that answers nothing, or begins a handshake and stops
 * @param closeTimeout how long an orderly close waits for the peer's end; positive. Stops a peer
 *     that never ends its half
 * @param tls credentials and verification; needed when the endpoint is {@link Endpoint#secure()}
 * @param socket buffer sizes
 * @param serverName whom TLS asks for (RFC 6066 §3) and whose certificate it demands, where that is
 *     not the host that is connected to, such as the target of an SRV record (RFC 4976 §9.2)
 */
public record ConnectOptions(
    Duration connectTimeout,
    Duration closeTimeout,
    Optional<TlsCredentials> tls,
    SocketOptions socket,
    Optional<String> serverName) {

  /** 30 s to connect, 10 s to close, no TLS. */
  public static final ConnectOptions DEFAULT =
      new ConnectOptions(
          Duration.ofSeconds(30), Duration.ofSeconds(10), Optional.empty(), SocketOptions.DEFAULT);

  /**
   * Checks the ranges.
   *
   * @param connectTimeout positive
   * @param closeTimeout positive
   * @param tls credentials
   * @param socket buffer sizes
   * @param serverName whom TLS asks for
   * @throws IllegalArgumentException if a timeout is not positive
   */
  public ConnectOptions {
    requirePositive(connectTimeout, "connectTimeout");
    requirePositive(closeTimeout, "closeTimeout");
    requireNonNull(tls, "tls");
    requireNonNull(socket, "socket");
    requireNonNull(serverName, "serverName");
  }

  /**
   * Options under which TLS asks for the host that is connected to.
   *
   * @param connectTimeout positive
   * @param closeTimeout positive
   * @param tls credentials
   * @param socket buffer sizes
   * @throws IllegalArgumentException if a timeout is not positive
   */
  public ConnectOptions(
      Duration connectTimeout,
      Duration closeTimeout,
      Optional<TlsCredentials> tls,
      SocketOptions socket) {
    this(connectTimeout, closeTimeout, tls, socket, Optional.empty());
  }

  /**
   * The same options with another connect timeout.
   *
   * @param timeout positive
   * @return a copy
   */
  public ConnectOptions withConnectTimeout(Duration timeout) {
    return new ConnectOptions(timeout, closeTimeout, tls, socket, serverName);
  }

  /**
   * The same options with another close timeout.
   *
   * @param timeout positive
   * @return a copy
   */
  public ConnectOptions withCloseTimeout(Duration timeout) {
    return new ConnectOptions(connectTimeout, timeout, tls, socket, serverName);
  }

  /**
   * The same options with TLS credentials.
   *
   * @param credentials the credentials
   * @return a copy
   */
  public ConnectOptions withTls(TlsCredentials credentials) {
    return new ConnectOptions(
        connectTimeout, closeTimeout, Optional.of(credentials), socket, serverName);
  }

  /**
   * The same options with other socket settings.
   *
   * @param options the settings
   * @return a copy
   */
  public ConnectOptions withSocket(SocketOptions options) {
    return new ConnectOptions(connectTimeout, closeTimeout, tls, options, serverName);
  }

  /**
   * The same options, under which TLS asks for another name than the host that is connected to.
   *
   * @param name a host name
   * @return a copy
   */
  public ConnectOptions withServerName(String name) {
    return new ConnectOptions(connectTimeout, closeTimeout, tls, socket, Optional.of(name));
  }

  /**
   * Whom TLS asks for; for transports.
   *
   * @param remote what is connected to
   * @return the same endpoint, with the server name as its host if there is one
   */
  public Endpoint certified(Endpoint remote) {
    return serverName
        .map(name -> new Endpoint(remote.scheme(), name, remote.port(), remote.path()))
        .orElse(remote);
  }

  static void requirePositive(Duration timeout, String name) {
    if (requireNonNull(timeout, name).isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + timeout);
    }
  }
}
