// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static java.util.Objects.requireNonNull;

import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;
import org.openmsrp.domain.Texts;

/**
 * The value of an Authorization header (RFC 4976 §7, §9.1). {@code qop} and {@code nc} are printed
 * without quotes, everything else with them.
 *
 * @param username the user
 * @param realm the challenge's realm
 * @param attempt nonce, count, cnonce and URI
 * @param response 32 (MD5) or 64 (SHA-256) lower-case hexadecimal digits; see {@link
 *     Digest#response}
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
  private static final int MD5_DIGITS = 32;
  private static final int SHA_256_DIGITS = 64;

  /**
   * Checks that the values can be printed.
   *
   * @param username the user
   * @param realm the challenge's realm
   * @param attempt nonce, count, cnonce and URI
   * @param response 32 or 64 hexadecimal digits; made lower case
   * @param opaque the challenge's
   * @param algorithm as in the challenge
   * @throws MsrpSyntaxException if the response is not hexadecimal, a text holds a control
   *     character, or the algorithm is no token
   */
  public DigestCredentials {
    Texts.requireUtf8Text(username, "username");
    Texts.requireUtf8Text(realm, "realm");
    requireNonNull(attempt, "attempt");
    response = response.toLowerCase(Locale.ROOT);
    requireHex(response, response.length() == SHA_256_DIGITS ? SHA_256_DIGITS : MD5_DIGITS);
    AuthParameters.requireQuotable(opaque, "opaque");
    AuthParameters.requireToken(algorithm, "algorithm");
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
    if (!AuthParameters.isDigest(text)) {
      throw new MsrpSyntaxException("credentials are not of the scheme Digest", "RFC 4976 §9.1");
    }
    AuthParameters parameters = AuthParameters.ofDigest(text);
    if (!Texts.equalIgnoringAsciiCase(parameters.require("qop"), DigestAttempt.QOP_AUTH)) {
      throw new MsrpSyntaxException("credentials are not of qop=auth", "RFC 4976 §9.1");
    }
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
    requireHex(digits, 8);
    return Long.parseLong(digits, 16);
  }

  private static void requireHex(String text, int digits) {
    boolean valid = text.length() == digits;
    for (int i = 0; valid && i < digits; i++) {
      valid = HexFormat.isHexDigit(text.charAt(i));
    }
    if (!valid) {
      throw new MsrpSyntaxException("not " + digits + " hexadecimal digits", RULE);
    }
  }
}
