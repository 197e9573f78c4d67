// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpSyntaxException;

/**
 * Somebody who sends or receives a message: a name for people and a URI (RFC 3862 §4.1). Whatever a
 * received one says is the claim of whoever wrote the message; the name least of all proves who it
 * is. Prints as a header's value, with the escapes that it needs.
 *
 * @param formalName any text; empty if there is none
 * @param uri an absolute URI of any scheme, without a fragment
 */
public record CpimAddress(String formalName, String uri) {

  private static final String RULE = "RFC 3862 §4.1";

  /**
   * Checks both parts.
   *
   * @param formalName any text whose surrogates are in pairs; empty if there is none
   * @param uri an absolute URI of any scheme, without a fragment
   * @throws MsrpSyntaxException if one is malformed
   */
  public CpimAddress {
    CpimText.escape(requireNonNull(formalName, "formalName"), true);
    CpimText.requireUri(requireNonNull(uri, "uri"), "address");
  }

  /**
   * An address without a name.
   *
   * @param uri an absolute URI of any scheme, without a fragment
   * @return the address
   * @throws MsrpSyntaxException if it is malformed
   */
  public static CpimAddress of(String uri) {
    return new CpimAddress("", uri);
  }

  /**
   * Parses {@code <URI>} behind a name, quoted or not, or no name. Any space between them is
   * accepted, and a bare name may hold what the grammar allows in quotes only.
   *
   * @param text a header's value
   * @return the address
   * @throws MsrpSyntaxException if it is malformed
   */
  public static CpimAddress parse(String text) {
    CpimText.requireHeaderText(requireNonNull(text, "text"), "address");
    boolean quoted = text.startsWith("\"");
    int nameEnd = quoted ? CpimText.quotedEnd(text, 0) : bareEnd(text);
    int open = CpimText.spaceEnd(text, nameEnd);
    CpimText.require(text.startsWith("<", open), text, open, "an address without <", RULE);
    int close = text.indexOf('>', open);
    CpimText.require(close >= 0, text, text.length(), "an address without >", RULE);
    CpimText.require(close + 1 == text.length(), text, close + 1, "text behind an address", RULE);
    String name = quoted ? text.substring(1, nameEnd - 1) : text.substring(0, nameEnd);
    try {
      return new CpimAddress(CpimText.unescape(name), text.substring(open + 1, close));
    } catch (MsrpSyntaxException e) {
      throw e.within(text, open + 1);
    }
  }

  /** The place behind a bare name, and behind the last character of it that is no space. */
  private static int bareEnd(String text) {
    int end = 0;
    for (int i = 0; i < text.length() && "<>\"".indexOf(text.charAt(i)) < 0; i++) {
      end = text.charAt(i) == ' ' ? end : i + 1;
    }
    return end;
  }

  /** The address as a header's value: a name that is no row of tokens is quoted. */
  @Override
  public String toString() {
    String address = "<" + uri + ">";
    if (formalName.isEmpty()) {
      return address;
    }
    return isBare()
        ? formalName + " " + address
        : '"' + CpimText.escape(formalName, true) + '"' + address;
  }

  private boolean isBare() {
    return CpimText.isTrimmed(formalName)
        && !formalName.contains("  ")
        && formalName.chars().allMatch(c -> c == ' ' || CpimText.isTokenChar((char) c));
  }
}
