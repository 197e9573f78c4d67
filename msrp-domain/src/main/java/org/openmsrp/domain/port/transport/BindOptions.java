// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.openmsrp.domain.port.tls.TlsCredentials;

/**
 * How to accept connections.
 *
 * @param openTimeout covers TLS and upgrade of one accepted connection together; positive. Stops
 *     handshakes that are begun and never ended
 * @param closeTimeout how long an orderly close waits for the peer's end; positive. Stops a peer
 *     that never ends its half
 * @param tls credentials and verification; needed when the endpoint is {@link Endpoint#secure()}
 * @param socket buffer sizes
 * @param backlog how many connections may wait to be accepted; positive. The system refuses or
 *     drops what a flood brings beyond it
 */
public record BindOptions(
    Duration openTimeout,
    Duration closeTimeout,
    Optional<TlsCredentials> tls,
    SocketOptions socket,
    int backlog) {

  /** 30 s to open, 10 s to close, no TLS. */
  public static final BindOptions DEFAULT =
      new BindOptions(
          Duration.ofSeconds(30),
          Duration.ofSeconds(10),
          Optional.empty(),
          SocketOptions.DEFAULT,
          1024);

  /**
   * Checks the ranges.
   *
   * @param openTimeout positive
   * @param closeTimeout positive
   * @param tls credentials
   * @param socket buffer sizes
   * @param backlog positive
   * @throws IllegalArgumentException if a timeout or the backlog is not positive
   */
  public BindOptions {
    ConnectOptions.requirePositive(openTimeout, "openTimeout");
    ConnectOptions.requirePositive(closeTimeout, "closeTimeout");
    requireNonNull(tls, "tls");
    requireNonNull(socket, "socket");
    if (backlog < 1) {
      throw new IllegalArgumentException("backlog must be positive: " + backlog);
    }
  }

  /**
   * The same options with another open timeout.
   *
   * @param timeout positive
   * @return a copy
   */
  public BindOptions withOpenTimeout(Duration timeout) {
    return new BindOptions(timeout, closeTimeout, tls, socket, backlog);
  }

  /**
   * The same options with another close timeout.
   *
   * @param timeout positive
   * @return a copy
   */
  public BindOptions withCloseTimeout(Duration timeout) {
    return new BindOptions(openTimeout, timeout, tls, socket, backlog);
  }

  /**
   * The same options with TLS credentials.
   *
   * @param credentials the credentials
   * @return a copy
   */
  public BindOptions withTls(TlsCredentials credentials) {
    return new BindOptions(openTimeout, closeTimeout, Optional.of(credentials), socket, backlog);
  }

  /**
   * The same options with other socket settings.
   *
   * @param options the settings
   * @return a copy
   */
  public BindOptions withSocket(SocketOptions options) {
    return new BindOptions(openTimeout, closeTimeout, tls, options, backlog);
  }
}
