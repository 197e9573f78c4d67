// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Identifiers from a {@link SecureRandom}. Random octets are drawn a block at a time, since one
 * call per identifier would cost more than the rest of a small message; each octet is used once.
 */
final class SecureIdentifiers implements IdentifierSource {

  static final SecureIdentifiers INSTANCE = new SecureIdentifiers();

  /** 64 characters that an {@code ident} and a session id share; the first 32 are letters. */
  private static final byte[] ALPHABET =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.+"
          .getBytes(StandardCharsets.US_ASCII);

  /** 5 + 11 × 6 = 71 random bits. */
  private static final int TRANSACTION_LENGTH = 12;

  /** 5 + 15 × 6 = 95 random bits. */
  private static final int SESSION_LENGTH = 16;

  /** 5 + 15 × 6 = 95 random bits. */
  private static final int MESSAGE_LENGTH = 16;

  private static final int BLOCK = 8192;

  private final SecureRandom random = new SecureRandom();
  private volatile Block current = new Block(new byte[0]);

  @Override
  public String transactionId() {
    return identifier(TRANSACTION_LENGTH);
  }

  @Override
  public String messageId() {
    return identifier(MESSAGE_LENGTH);
  }

  @Override
  public String sessionId() {
    return identifier(SESSION_LENGTH);
  }

  @SuppressWarnings("deprecation") // the ASCII constructor copies once; the other ones decode
  private String identifier(int length) {
    while (true) {
      Block block = current;
      int at = block.next.getAndAdd(length);
      if (at >= 0 && at + length <= block.octets.length) {
        byte[] text = new byte[length];
        text[0] = ALPHABET[block.octets[at] & 31];
        for (int i = 1; i < length; i++) {
          text[i] = ALPHABET[block.octets[at + i] & 63];
        }
        return new String(text, 0);
      }
      current = refilled();
    }
  }

  /** Two threads may both refill: one block is then thrown away unused. */
  private Block refilled() {
    byte[] octets = new byte[BLOCK];
    random.nextBytes(octets);
    return new Block(octets);
  }

  private static final class Block {
    final byte[] octets;
    final AtomicInteger next = new AtomicInteger();

    Block(byte[] octets) {
      this.octets = octets;
    }
  }
}
