// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * What the relays granted for one session (RFC 4976 §5.1).
 *
 * @param usePath the relays' URIs, the nearest first; secrets that only the peer may learn
 * @param lifetime how long they are valid, counted from the answer: the shortest of all relays';
 *     empty if a relay did not say
 * @param connection facts about the connection to the nearest relay
 */
public record RelayGrant(MsrpPath usePath, Optional<Duration> lifetime, ConnectionInfo connection) {

  /**
   * Checks that nothing is missing.
   *
   * @param usePath the relays' URIs
   * @param lifetime how long they are valid
   * @param connection facts about the connection
   */
  public RelayGrant {
    requireNonNull(usePath, "usePath");
    requireNonNull(lifetime, "lifetime");
    requireNonNull(connection, "connection");
  }

  /** For logs: the URIs' session ids are left out. */
  @Override
  public String toString() {
    return "grant of " + usePath.redacted() + lifetime.map(value -> " for " + value).orElse("");
  }
}
