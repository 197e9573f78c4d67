// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpSyntaxException;

/**
 * The value of a WWW-Authenticate header: a digest challenge, or one of a scheme that MSRP does not
 * know and that must never be answered with a password (RFC 4976 §9.1).
 */
public sealed interface Challenge permits DigestChallenge, Challenge.Unsupported {

  /**
   * A challenge that can't be answered.
   *
   * @param text the header's value
   */
  record Unsupported(String text) implements Challenge {
    /**
     * Checks that a text is given.
     *
     * @param text the header's value
     */
    public Unsupported {
      requireNonNull(text, "text");
    }

    /** The challenge as it is printed. */
    @Override
    public String toString() {
      return text;
    }
  }

  /**
   * Parses a challenge.
   *
   * @param text the header's value
   * @return a digest challenge if the scheme is {@code Digest}
   * @throws MsrpSyntaxException if a digest challenge lacks realm or nonce or is malformed
   */
  static Challenge parse(String text) {
    return text.regionMatches(true, 0, "Digest ", 0, 7)
        ? DigestChallenge.of(AuthParameters.parse(text.substring(7)))
        : new Unsupported(text);
  }
}
