// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;

/**
 * The value of an Authentication-Info header (RFC 4976 §7): the relay's proof and its next nonce.
 *
 * @param nextNonce to be used for the next AUTH
 * @param qop the quality of protection
 * @param responseAuth the proof; see {@link Digest#responseAuth}
 * @param cnonce the client's nonce, repeated
 * @param nonceCount the count, repeated as the relay wrote it
 */
public record AuthenticationInfo(
    Optional<String> nextNonce,
    Optional<String> qop,
    Optional<String> responseAuth,
    Optional<String> cnonce,
    Optional<String> nonceCount) {

  /**
   * Checks that the values can be printed.
   *
   * @param nextNonce to be used for the next AUTH
   * @param qop the quality of protection
   * @param responseAuth the proof
   * @param cnonce the client's nonce
   * @param nonceCount the count
   * @throws MsrpSyntaxException if one holds a control character, or qop or count is no token
   */
  public AuthenticationInfo {
    AuthParameters.requireQuotable(nextNonce, "nextnonce");
    AuthParameters.requireToken(qop, "qop");
    AuthParameters.requireQuotable(responseAuth, "rspauth");
    AuthParameters.requireQuotable(cnonce, "cnonce");
    AuthParameters.requireToken(nonceCount, "nc");
  }

  /**
   * Parses the header's value; every parameter is optional, unknown ones are ignored.
   *
   * @param text the header's value
   * @return the parameters
   * @throws MsrpSyntaxException if it is malformed
   */
  public static AuthenticationInfo parse(String text) {
    AuthParameters parameters = AuthParameters.parse(text, 0);
    return new AuthenticationInfo(
        parameters.value("nextnonce"),
        parameters.value("qop"),
        parameters.value("rspauth"),
        parameters.value("cnonce"),
        parameters.value("nc"));
  }

  /** The value as it is printed. */
  @Override
  public String toString() {
    List<String> parts = new ArrayList<>(5);
    nextNonce.ifPresent(value -> parts.add("nextnonce=" + QuotedString.encode(value)));
    qop.ifPresent(value -> parts.add("qop=" + value));
    responseAuth.ifPresent(value -> parts.add("rspauth=" + QuotedString.encode(value)));
    cnonce.ifPresent(value -> parts.add("cnonce=" + QuotedString.encode(value)));
    nonceCount.ifPresent(value -> parts.add("nc=" + value));
    return String.join(", ", parts);
  }
}
