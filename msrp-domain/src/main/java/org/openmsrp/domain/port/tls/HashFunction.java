// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.openmsrp.domain.Texts;

/**
 * The hash functions of fingerprints, the weakest first (RFC 8122 §5). MD5 and MD2 must not be used
 * to make or verify one, so they are not here.
 */
public enum HashFunction {
  /** Broken against collisions; used only where it is allowed explicitly. */
  SHA_1("sha-1", 20),
  /** Used only where it is allowed explicitly. */
  SHA_224("sha-224", 28),
  /** What everybody has to support. */
  SHA_256("sha-256", 32),
  /** Longer than SHA-256. */
  SHA_384("sha-384", 48),
  /** The longest. */
  SHA_512("sha-512", 64);

  private final String token;
  private final int octets;

  HashFunction(String token, int octets) {
    this.token = token;
    this.octets = octets;
  }

  /**
   * The function of this name.
   *
   * @param token as in SDP, such as {@code SHA-256}, in any letter case
   * @return the function; empty if it is unknown or must not be used
   */
  public static Optional<HashFunction> of(String token) {
    for (HashFunction function : values()) {
      if (Texts.equalIgnoringAsciiCase(function.token, token)) {
        return Optional.of(function);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether a fingerprint of this function is accepted without more ado.
   *
   * @return true for SHA-256 and what is stronger
   */
  public boolean strong() {
    return compareTo(SHA_256) >= 0;
  }

  /**
   * How long its hashes are.
   *
   * @return octets
   */
  public int octets() {
    return octets;
  }

  byte[] hash(byte[] input) {
    try {
      return MessageDigest.getInstance(name().replace('_', '-')).digest(input);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + this, e);
    }
  }

  /** The name as SDP prints it, in lower case. */
  @Override
  public String toString() {
    return token;
  }
}
