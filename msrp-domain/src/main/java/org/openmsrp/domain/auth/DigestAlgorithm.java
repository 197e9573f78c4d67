// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Optional;
import org.openmsrp.domain.Texts;

/** The hashes of digest authentication that are supported here (RFC 7616 §3.3). */
public enum DigestAlgorithm {
  /** The only one that RFC 4976 names. */
  MD5("MD5"),
  /** Preferred where a relay offers it (RFC 7616). */
  SHA_256("SHA-256");

  private final String text;

  DigestAlgorithm(String text) {
    this.text = text;
  }

  /**
   * The algorithm of a challenge's or answer's parameter.
   *
   * @param parameter the text, if the parameter is there
   * @return the algorithm, MD5 without a parameter, nothing for an unknown one
   */
  public static Optional<DigestAlgorithm> of(Optional<String> parameter) {
    String wanted = parameter.orElse(MD5.text);
    for (DigestAlgorithm algorithm : values()) {
      if (Texts.equalIgnoringAsciiCase(algorithm.text, wanted)) {
        return Optional.of(algorithm);
      }
    }
    return Optional.empty();
  }

  /** The algorithm as it is printed. */
  @Override
  public String toString() {
    return text;
  }

  MessageDigest newDigest() {
    try {
      return MessageDigest.getInstance(text);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime lacks " + text, e);
    }
  }
}
