// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * One header field of a handshake (RFC 9110 §5). It can't end its line, so it can't smuggle in
 * another one.
 *
 * @param name a token, for example {@code Cookie}
 * @param value visible ASCII and blanks, without blanks at its ends; may be empty
 */
public record HeaderField(String name, String value) {

  private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]+");
  private static final Pattern TEXT = Pattern.compile("([!-~]([ -~\t]*[!-~])?)?");

  /**
   * Checks the syntax. What is wrong is not repeated in the message, since values may be secret.
   *
   * @param name the name
   * @param value the value
   * @throws IllegalArgumentException if one of them breaks the syntax
   */
  public HeaderField {
    if (!TOKEN.matcher(requireNonNull(name, "name")).matches()) {
      throw new IllegalArgumentException("not a header name (RFC 9110 §5.1)");
    }
    if (!TEXT.matcher(requireNonNull(value, "value")).matches()) {
      throw new IllegalArgumentException("not a value for the header " + name + " (RFC 9110 §5.5)");
    }
  }

  /** The name alone: a value may be a password. */
  @Override
  public String toString() {
    return name;
  }
}
