// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpSyntaxException;

/**
 * A request method: one of the known four, or an extension's (RFC 4975 §12).
 *
 * @param name capital letters A to Z, at least one
 */
public record MsrpMethod(String name) {

  /** Carries a chunk of a message (RFC 4975 §7.1.1). */
  public static final MsrpMethod SEND = new MsrpMethod("SEND");

  /** Says what became of a message (RFC 4975 §7.1.2). Never answered. */
  public static final MsrpMethod REPORT = new MsrpMethod("REPORT");

  /** Asks a relay for a URI (RFC 4976 §4.1). */
  public static final MsrpMethod AUTH = new MsrpMethod("AUTH");

  /** Reserves a nickname in a chat room (RFC 7701 §7.1). */
  public static final MsrpMethod NICKNAME = new MsrpMethod("NICKNAME");

  /**
   * Checks the name.
   *
   * @param name capital letters A to Z
   * @throws MsrpSyntaxException if it holds anything else, or nothing
   */
  public MsrpMethod {
    int length = requireNonNull(name, "name").length();
    int capitals = 0;
    while (capitals < length && name.charAt(capitals) >= 'A' && name.charAt(capitals) <= 'Z') {
      capitals++;
    }
    if (capitals == 0 || capitals < length) {
      String problem = "a method is made of capital letters";
      throw MsrpSyntaxException.at(name, capitals, problem, "RFC 4975 §9");
    }
  }

  /**
   * The method of this name, without a new object for the known ones.
   *
   * @param name capital letters A to Z
   * @return the method
   * @throws MsrpSyntaxException if it holds anything else, or nothing
   */
  public static MsrpMethod of(String name) {
    return switch (name) {
      case "SEND" -> SEND;
      case "REPORT" -> REPORT;
      case "AUTH" -> AUTH;
      case "NICKNAME" -> NICKNAME;
      default -> new MsrpMethod(name);
    };
  }

  /** The method as it is printed. */
  @Override
  public String toString() {
    return name;
  }
}
