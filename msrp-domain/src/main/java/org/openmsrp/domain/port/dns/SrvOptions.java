// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/**
 * How a resolver asks.
 *
 * @param servers the name servers, asked in this order; empty takes those of the system
 * @param timeout how long a lookup may take in all; positive. Stops name servers that never answer,
 *     or answer with ever more referrals
 * @param maxRecords an answer with more records is refused, so that a domain can't make its clients
 *     keep and try thousands of targets; positive
 */
public record SrvOptions(List<InetSocketAddress> servers, Duration timeout, int maxRecords) {

  /** The system's servers, 5 s, 64 records. */
  public static final SrvOptions DEFAULT = new SrvOptions(List.of(), Duration.ofSeconds(5), 64);

  /**
   * Checks the ranges.
   *
   * @param servers the name servers
   * @param timeout positive
   * @param maxRecords positive
   * @throws IllegalArgumentException if a value is not positive
   */
  public SrvOptions {
    servers = List.copyOf(servers);
    if (requireNonNull(timeout, "timeout").isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("timeout must be positive: " + timeout);
    }
    if (maxRecords < 1) {
      throw new IllegalArgumentException("maxRecords must be positive: " + maxRecords);
    }
  }

  /**
   * The same options with other servers.
   *
   * @param values asked in this order
   * @return a copy
   */
  public SrvOptions withServers(InetSocketAddress... values) {
    return new SrvOptions(List.of(values), timeout, maxRecords);
  }

  /**
   * The same options with another timeout.
   *
   * @param value positive
   * @return a copy
   */
  public SrvOptions withTimeout(Duration value) {
    return new SrvOptions(servers, value, maxRecords);
  }

  /**
   * The same options with another bound.
   *
   * @param value positive
   * @return a copy
   */
  public SrvOptions withMaxRecords(int value) {
    return new SrvOptions(servers, timeout, value);
  }
}
