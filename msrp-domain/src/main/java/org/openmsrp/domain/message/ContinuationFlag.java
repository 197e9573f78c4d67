// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import java.util.Optional;

/** The character that ends an end-line (RFC 4975 §7.1). */
public enum ContinuationFlag {
  /** {@code $}: the chunk holds the end of the message. */
  COMPLETE('$'),
  /** {@code +}: more of the message follows in another chunk. */
  MORE('+'),
  /** {@code #}: the sender gave the message up. */
  ABORTED('#');

  private final char symbol;

  ContinuationFlag(char symbol) {
    this.symbol = symbol;
  }

  /**
   * The flag as it is printed.
   *
   * @return one of {@code $}, {@code +}, {@code #}
   */
  public char symbol() {
    return symbol;
  }

  /**
   * The flag that a character stands for.
   *
   * @param symbol any character
   * @return the flag, if it is one
   */
  public static Optional<ContinuationFlag> of(char symbol) {
    return switch (symbol) {
      case '$' -> Optional.of(COMPLETE);
      case '+' -> Optional.of(MORE);
      case '#' -> Optional.of(ABORTED);
      default -> Optional.empty();
    };
  }
}
