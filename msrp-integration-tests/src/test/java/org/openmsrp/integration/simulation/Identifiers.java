// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import org.openmsrp.domain.message.IdentifierSource;

/** Identifiers that count up, so that runs replay. */
final class Identifiers implements IdentifierSource {

  private final char side;
  private int transactions;
  private int messages;
  private int sessions;

  Identifiers(char side) {
    this.side = side;
  }

  static String transaction(char side, int number) {
    return "t" + side + (10_000 + number);
  }

  @Override
  public String transactionId() {
    return transaction(side, ++transactions);
  }

  @Override
  public String messageId() {
    return "own" + side + ++messages;
  }

  @Override
  public String sessionId() {
    return "sess" + side + ++sessions;
  }
}
