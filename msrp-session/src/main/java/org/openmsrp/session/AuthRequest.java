// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.port.transport.ConnectionInfo;

/**
 * An AUTH that came to a server (RFC 4976 §5.1).
 *
 * @param head the request; it has no body that would count
 * @param connection where it came from, with the certificates that the client has shown
 */
public record AuthRequest(RequestHead head, ConnectionInfo connection) {

  /**
   * Checks that nothing is missing.
   *
   * @param head the request
   * @param connection where it came from
   */
  public AuthRequest {
    requireNonNull(head, "head");
    requireNonNull(connection, "connection");
  }

  /**
   * The client's answer to a challenge (RFC 4976 §9.1).
   *
   * @return empty if the client was not asked yet, or can't answer
   */
  public Optional<DigestCredentials> credentials() {
    return head.headers().value(HeaderName.AUTHORIZATION);
  }

  /**
   * For how long the client wants a URI.
   *
   * @return whole seconds; empty leaves it to the server
   */
  public Optional<Duration> expires() {
    return head.headers().value(HeaderName.EXPIRES).map(Duration::ofSeconds);
  }
}
