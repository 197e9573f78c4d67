// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

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
     * Checks that the text can be printed.
     *
     * @param text the header's value
     * @throws MsrpSyntaxException if it holds a control character
     */
    public Unsupported {
      Texts.requireUtf8Text(text, "challenge");
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
    return AuthParameters.isDigest(text)
        ? DigestChallenge.of(AuthParameters.ofDigest(text))
        : new Unsupported(text);
  }
}
