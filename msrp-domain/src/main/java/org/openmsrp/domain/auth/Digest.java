// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * The arithmetic of digest authentication with {@code qop=auth} (RFC 2617 §3.2.2, RFC 4976 §9.1):
 * {@code response = H(H(A1):nonce:nc:cnonce:auth:H(A2))}.
 */
public final class Digest {

  private static final HexFormat HEX = HexFormat.of();

  private final DigestAlgorithm algorithm;

  /**
   * Arithmetic with this hash.
   *
   * @param algorithm the hash
   */
  public Digest(DigestAlgorithm algorithm) {
    this.algorithm = requireNonNull(algorithm, "algorithm");
  }

  /**
   * {@code H(username:realm:password)}: what a relay may store instead of the password.
   *
   * @param username the user, as in Authorization without quotes
   * @param realm the challenge's realm
   * @param password the password; encoded as UTF-8; not altered, and no copy of it is left behind
   * @return lower-case hexadecimal
   */
  public String secret(String username, String realm, char[] password) {
    ByteBuffer encoded = StandardCharsets.UTF_8.encode(CharBuffer.wrap(password));
    MessageDigest digest = algorithm.newDigest();
    digest.update((username + ":" + realm + ":").getBytes(StandardCharsets.UTF_8));
    digest.update(encoded.duplicate());
    encoded.clear();
    while (encoded.hasRemaining()) {
      encoded.put((byte) 0);
    }
    return HEX.formatHex(digest.digest());
  }

  /**
   * The client's answer.
   *
   * @param secret see {@link #secret}
   * @param attempt nonce, count, cnonce and URI of this attempt
   * @return lower-case hexadecimal
   */
  public String response(String secret, DigestAttempt attempt) {
    return combine(secret, attempt, "AUTH:" + attempt.uri());
  }

  /**
   * The relay's proof that it knows the secret: as the answer, with an empty method.
   *
   * @param secret see {@link #secret}
   * @param attempt nonce, count, cnonce and URI of the attempt that is answered
   * @return lower-case hexadecimal
   */
  public String responseAuth(String secret, DigestAttempt attempt) {
    return combine(secret, attempt, ":" + attempt.uri());
  }

  private String combine(String secret, DigestAttempt attempt, String a2) {
    return hash(
        String.join(
            ":",
            secret,
            attempt.nonce(),
            attempt.nonceCount(),
            attempt.cnonce(),
            DigestAttempt.QOP_AUTH,
            hash(a2)));
  }

  private String hash(String text) {
    return HEX.formatHex(algorithm.newDigest().digest(text.getBytes(StandardCharsets.UTF_8)));
  }
}
