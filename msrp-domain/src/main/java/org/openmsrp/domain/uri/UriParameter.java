// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * A URI parameter behind the transport (RFC 4975 §9): {@code name} or {@code name=value}.
 *
 * @param name a token
 * @param value a token, if there is one
 */
public record UriParameter(String name, Optional<String> value) {

  /**
   * Checks that both are tokens.
   *
   * @param name a token
   * @param value a token, if there is one
   * @throws MsrpSyntaxException if one is not
   */
  public UriParameter {
    requireToken(requireNonNull(name, "name"));
    value.ifPresent(UriParameter::requireToken);
  }

  /**
   * Parses {@code name} or {@code name=value}.
   *
   * @param text without the semicolon
   * @return the parameter
   * @throws MsrpSyntaxException if it is neither
   */
  public static UriParameter parse(String text) {
    int equals = text.indexOf('=');
    if (equals < 0) {
      return new UriParameter(text, Optional.empty());
    }
    String name = requireToken(text.substring(0, equals));
    try {
      return new UriParameter(name, Optional.of(text.substring(equals + 1)));
    } catch (MsrpSyntaxException e) {
      throw e.within(text, equals + 1);
    }
  }

  /**
   * The parameter as it is printed, without the semicolon.
   *
   * @return {@code name} or {@code name=value}
   */
  @Override
  public String toString() {
    return value.map(v -> name + "=" + v).orElse(name);
  }

  private static String requireToken(String text) {
    return Texts.requireToken(text, "URI parameter", "RFC 4975 §9");
  }
}
