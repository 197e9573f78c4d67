// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpSyntaxException;

/**
 * What a message is about (RFC 3862 §4.5).
 *
 * @param text for people, of any characters
 * @param language the tag of its language (RFC 3066); {@link #DEFAULT_LANGUAGE} if none is said
 */
public record CpimSubject(String text, String language) {

  /** The language of text that names none (RFC 3862 §3.3). */
  public static final String DEFAULT_LANGUAGE = "i-default";

  /**
   * Checks the language.
   *
   * @param text any text whose surrogates are in pairs
   * @param language letters, digits and hyphens
   * @throws MsrpSyntaxException if one is malformed
   */
  public CpimSubject {
    CpimText.escape(requireNonNull(text, "text"), false);
    int end = 0;
    while (end < language.length() && isTagChar(language.charAt(end))) {
      end++;
    }
    CpimText.require(
        end > 0 && end == language.length(),
        language,
        end,
        "malformed language tag",
        "RFC 3862 §3.3");
  }

  /**
   * A subject that names no language.
   *
   * @param text any text whose surrogates are in pairs
   * @return the subject, in the {@link #DEFAULT_LANGUAGE}
   * @throws MsrpSyntaxException if half of a pair is alone
   */
  public static CpimSubject of(String text) {
    return new CpimSubject(text, DEFAULT_LANGUAGE);
  }

  static CpimSubject of(CpimHeader header) {
    try {
      return new CpimSubject(header.text(), header.parameter("lang").orElse(DEFAULT_LANGUAGE));
    } catch (MsrpSyntaxException e) {
      throw header.inParameters(e);
    }
  }

  private static boolean isTagChar(char c) {
    return CpimText.isAlphanumeric(c) || c == '-';
  }
}
