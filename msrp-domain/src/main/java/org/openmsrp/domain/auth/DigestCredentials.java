// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;

/**
 * The value of an Authorization header (RFC 4976 §7, §9.1). {@code qop} and {@code nc} are printed
 * without quotes, everything else with them.
 *
 * @param username the user
 * @param realm the challenge's realm
 * @param attempt nonce, count, cnonce and URI
 * @param response lower-case hexadecimal; see {@link Digest#response}
 * @param opaque the challenge's, unchanged
 * @param algorithm as in the challenge
 */
public record DigestCredentials(
    String username,
    String realm,
    DigestAttempt attempt,
    String response,
    Optional<String> opaque,
    Optional<String> algorithm) {

  private static final String RULE = "RFC 4976 §7";

  /**
   * Checks that nothing is missing.
   *
   * @param username the user
   * @param realm the challenge's realm
   * @param attempt nonce, count, cnonce and URI
   * @param response lower-case hexadecimal
   * @param opaque the challenge's
   * @param algorithm as in the challenge
   * @throws MsrpSyntaxException if the response is not hexadecimal
   */
  public DigestCredentials {
    requireNonNull(username, "username");
    requireNonNull(realm, "realm");
    requireNonNull(attempt, "attempt");
    requireNonNull(opaque, "opaque");
    requireNonNull(algorithm, "algorithm");
    requireHex(response);
  }

  /**
   * Parses credentials. The {@code uri}, which RFC 4976 forgets in its grammar, may be absent and
   * is then empty.
   *
   * @param text the header's value
   * @return the credentials
   * @throws MsrpSyntaxException if the scheme is not Digest, or a parameter is missing or malformed
   */
  public static DigestCredentials parse(String text) {
    if (!text.regionMatches(true, 0, "Digest ", 0, 7)) {
      throw new MsrpSyntaxException("credentials are not of the scheme Digest", "RFC 4976 §9.1");
    }
    AuthParameters parameters = AuthParameters.parse(text.substring(7));
    DigestAttempt attempt =
        new DigestAttempt(
            parameters.require("nonce"),
            count(parameters.require("nc")),
            parameters.require("cnonce"),
            parameters.value("uri").orElse(""));
    return new DigestCredentials(
        parameters.require("username"),
        parameters.require("realm"),
        attempt,
        parameters.require("response"),
        parameters.value("opaque"),
        parameters.value("algorithm"));
  }

  /** The credentials as they are printed on the wire; never for logs. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Digest username=");
    text.append(QuotedString.encode(username));
    text.append(", realm=").append(QuotedString.encode(realm));
    text.append(", nonce=").append(QuotedString.encode(attempt.nonce()));
    if (!attempt.uri().isEmpty()) {
      text.append(", uri=").append(QuotedString.encode(attempt.uri()));
    }
    text.append(", qop=").append(DigestAttempt.QOP_AUTH);
    text.append(", nc=").append(attempt.nonceCount());
    text.append(", cnonce=").append(QuotedString.encode(attempt.cnonce()));
    text.append(", response=\"").append(response).append('"');
    opaque.ifPresent(value -> text.append(", opaque=").append(QuotedString.encode(value)));
    algorithm.ifPresent(value -> text.append(", algorithm=").append(value));
    return text.toString();
  }

  private static long count(String digits) {
    if (digits.length() != 8) {
      throw new MsrpSyntaxException("nc has eight hexadecimal digits", RULE);
    }
    requireHex(digits);
    long count = Long.parseLong(digits, 16);
    if (count == 0) {
      throw new MsrpSyntaxException("nc counts from 1", RULE);
    }
    return count;
  }

  private static void requireHex(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
        throw new MsrpSyntaxException("a digest value is not hexadecimal", RULE);
      }
    }
  }
}
