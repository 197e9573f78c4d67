// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * An attribute of a media section, {@code a=name} or {@code a=name:value} (RFC 8866 §5.13).
 *
 * @param name a token
 * @param value what stands behind the colon, if there is one
 */
public record SdpAttribute(String name, Optional<String> value) {

  private static final String RULE = "RFC 8866 §9";

  /**
   * Checks that neither can end the line.
   *
   * @param name a token
   * @param value text without control characters
   * @throws MsrpSyntaxException if they are not
   */
  public SdpAttribute {
    Texts.requireToken(requireNonNull(name, "name"), "attribute name", RULE);
    requireNonNull(value, "value").ifPresent(text -> Texts.requireUtf8Text(text, "attribute"));
  }

  /**
   * An attribute with a value.
   *
   * @param name a token
   * @param value text without control characters
   * @return the attribute
   * @throws MsrpSyntaxException if they are not
   */
  public static SdpAttribute of(String name, String value) {
    return new SdpAttribute(name, Optional.of(value));
  }

  /**
   * An attribute that is there or not.
   *
   * @param name a token
   * @return the attribute
   * @throws MsrpSyntaxException if it is none
   */
  public static SdpAttribute flag(String name) {
    return new SdpAttribute(name, Optional.empty());
  }

  /** What stands behind {@code a=}. */
  @Override
  public String toString() {
    return value.map(text -> name + ":" + text).orElse(name);
  }
}
