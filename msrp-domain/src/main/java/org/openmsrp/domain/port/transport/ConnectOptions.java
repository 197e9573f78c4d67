// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.openmsrp.domain.port.tls.TlsCredentials;

/**
 * How to open a connection.
 *
 * @param connectTimeout covers name resolution, TCP, TLS and upgrade together; positive
 * @param closeTimeout how long an orderly close waits for the peer's end; positive
 * @param tls credentials and verification; needed when the endpoint is {@link Endpoint#secure()}
 * @param socket buffer sizes
 */
public record ConnectOptions(
    Duration connectTimeout,
    Duration closeTimeout,
    Optional<TlsCredentials> tls,
    SocketOptions socket) {

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
   * @throws IllegalArgumentException if a timeout is not positive
   */
  public ConnectOptions {
    requirePositive(connectTimeout, "connectTimeout");
    requirePositive(closeTimeout, "closeTimeout");
    requireNonNull(tls, "tls");
    requireNonNull(socket, "socket");
  }

  /**
   * The same options with another connect timeout.
   *
   * @param timeout positive
   * @return a copy
   */
  public ConnectOptions withConnectTimeout(Duration timeout) {
    return new ConnectOptions(timeout, closeTimeout, tls, socket);
  }

  /**
   * The same options with another close timeout.
   *
   * @param timeout positive
   * @return a copy
   */
  public ConnectOptions withCloseTimeout(Duration timeout) {
    return new ConnectOptions(connectTimeout, timeout, tls, socket);
  }

  /**
   * The same options with TLS credentials.
   *
   * @param credentials the credentials
   * @return a copy
   */
  public ConnectOptions withTls(TlsCredentials credentials) {
    return new ConnectOptions(connectTimeout, closeTimeout, Optional.of(credentials), socket);
  }

  /**
   * The same options with other socket settings.
   *
   * @param options the settings
   * @return a copy
   */
  public ConnectOptions withSocket(SocketOptions options) {
    return new ConnectOptions(connectTimeout, closeTimeout, tls, options);
  }

  static void requirePositive(Duration timeout, String name) {
    if (requireNonNull(timeout, name).isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException(name + " must be positive: " + timeout);
    }
  }
}
