// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;
import org.openmsrp.domain.Texts;

/**
 * A digest challenge (RFC 4976 §7, §9.1). The parameter {@code domain} is ignored, as §9.1 demands.
 *
 * @param realm names the set of credentials
 * @param nonce the relay's number used once
 * @param opaque to be echoed unchanged, if it is there
 * @param stale whether only the nonce of the last attempt was too old
 * @param algorithm the hash; absent means MD5, an unknown one can't be answered
 * @param qop the qualities of protection offered; empty if none are named
 */
public record DigestChallenge(
    String realm,
    String nonce,
    Optional<String> opaque,
    boolean stale,
    Optional<String> algorithm,
    List<String> qop)
    implements Challenge {

  /**
   * Checks that the values can be printed and copies the list.
   *
   * @param realm names the set of credentials
   * @param nonce the relay's number used once
   * @param opaque to be echoed unchanged
   * @param stale whether only the nonce was too old
   * @param algorithm the hash
   * @param qop the qualities of protection offered
   * @throws MsrpSyntaxException if a value holds a control character, or algorithm or a quality of
   *     protection is no token
   */
  public DigestChallenge {
    Texts.requireUtf8Text(realm, "realm");
    Texts.requireUtf8Text(nonce, "nonce");
    AuthParameters.requireQuotable(opaque, "opaque");
    AuthParameters.requireToken(algorithm, "algorithm");
    qop = List.copyOf(qop);
    qop.forEach(value -> AuthParameters.requireToken(Optional.of(value), "qop"));
  }

  static DigestChallenge of(AuthParameters parameters) {
    return new DigestChallenge(
        parameters.require("realm"),
        parameters.require("nonce"),
        parameters.value("opaque"),
        parameters.value("stale").map(DigestChallenge::isTrue).orElse(false),
        parameters.value("algorithm"),
        parameters.value("qop").map(DigestChallenge::list).orElse(List.of()));
  }

  private static boolean isTrue(String text) {
    return Texts.equalIgnoringAsciiCase(text, "true");
  }

  private static List<String> list(String text) {
    return Arrays.stream(text.split(",", -1)).map(String::trim).filter(s -> !s.isEmpty()).toList();
  }

  /** The challenge as it is printed. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Digest realm=").append(QuotedString.encode(realm));
    text.append(", nonce=").append(QuotedString.encode(nonce));
    opaque.ifPresent(value -> text.append(", opaque=").append(QuotedString.encode(value)));
    if (stale) {
      text.append(", stale=true");
    }
    algorithm.ifPresent(value -> text.append(", algorithm=").append(value));
    if (!qop.isEmpty()) {
      text.append(", qop=").append(QuotedString.encode(String.join(",", qop)));
    }
    return text.toString();
  }
}
