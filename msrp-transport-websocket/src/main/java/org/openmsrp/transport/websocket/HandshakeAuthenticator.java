// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * A client's answer to a server that wants HTTP authentication: status 401 instead of 101 (RFC 7977
 * §7, RFC 6455 §4.1). Asked once for each attempt, on a thread of the transport; must not block.
 * What it throws fails the attempt.
 */
@FunctionalInterface
public interface HandshakeAuthenticator {

  /** Has no credentials: the refusal stands. */
  HandshakeAuthenticator NONE = (remote, challenges) -> Optional.empty();

  /**
   * Answers a challenge.
   *
   * @param remote where the client connects to
   * @param challenges the values of {@code WWW-Authenticate}, in order; may be empty
   * @return the value of {@code Authorization} for one more handshake, or empty to give up
   */
  Optional<String> answer(Endpoint remote, List<String> challenges);
}
