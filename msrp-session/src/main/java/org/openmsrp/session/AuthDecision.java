// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;

/** What becomes of an AUTH (RFC 4976 §6.3). */
public sealed interface AuthDecision {

  /**
   * The client gets a URI of the server's in Use-Path.
   *
   * @param lifetime how long the URI is good for; whole seconds, one at least
   * @param headers what else the 200 has, such as Authentication-Info
   */
  record Granted(Duration lifetime, MsrpHeaders headers) implements AuthDecision {

    private static final long MOST_SECONDS = Integer.MAX_VALUE;

    /**
     * Checks the lifetime.
     *
     * @param lifetime how long the URI is good for
     * @param headers what else the 200 has
     * @throws IllegalArgumentException if the lifetime is below a second or above 2^31-1 seconds
     */
    public Granted {
      requireNonNull(headers, "headers");
      if (lifetime.toSeconds() < 1 || lifetime.toSeconds() > MOST_SECONDS) {
        throw new IllegalArgumentException("not a lifetime in seconds: " + lifetime);
      }
    }
  }

  /**
   * The client gets nothing, or is asked for something first.
   *
   * @param status the answer's status, not 2xx
   * @param headers what else the answer has, such as WWW-Authenticate
   */
  record Refused(MsrpStatus status, MsrpHeaders headers) implements AuthDecision {

    /**
     * Checks the status.
     *
     * @param status the answer's status
     * @param headers what else the answer has
     * @throws IllegalArgumentException if the status says that all is well
     */
    public Refused {
      requireNonNull(headers, "headers");
      if (status.success()) {
        throw new IllegalArgumentException("no refusal: " + status);
      }
    }
  }

  /**
   * Grants a URI.
   *
   * @param lifetime how long it is good for; whole seconds, one at least
   * @return the decision
   */
  static AuthDecision grant(Duration lifetime) {
    return new Granted(lifetime, MsrpHeaders.NONE);
  }

  /**
   * Refuses.
   *
   * @param status the answer's status, such as 403
   * @return the decision
   */
  static AuthDecision refuse(MsrpStatus status) {
    return new Refused(status, MsrpHeaders.NONE);
  }

  /**
   * Asks for credentials with 401 (RFC 4976 §9.1).
   *
   * @param challenge what is asked for
   * @return the decision
   */
  static AuthDecision challenge(Challenge challenge) {
    return new Refused(
        MsrpStatus.UNAUTHORIZED,
        MsrpHeaders.builder().set(HeaderName.WWW_AUTHENTICATE, challenge).build());
  }

  /**
   * Says with 423 that a URI is not granted for so long (RFC 4976 §6.3).
   *
   * @param longest the longest time that is
   * @return the decision
   */
  static AuthDecision tooLong(Duration longest) {
    return new Refused(
        MsrpStatus.OUT_OF_BOUNDS,
        MsrpHeaders.builder().set(HeaderName.MAX_EXPIRES, longest.toSeconds()).build());
  }
}
