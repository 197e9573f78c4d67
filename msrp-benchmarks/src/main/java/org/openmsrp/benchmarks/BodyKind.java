// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Random;

/** Bodies that are easy or hard to search for the end-line of transaction {@code aaaaaaaaaaaa}. */
public enum BodyKind {
  /** Octets without pattern: what compressed and encrypted files look like. */
  RANDOM {
    @Override
    byte[] octets(int size) {
      byte[] octets = new byte[size];
      new Random(4975).nextBytes(octets);
      return octets;
    }
  },
  /** Lines of words. */
  TEXT("The quick brown fox jumps over the lazy dog, and well-known it is.\r\n"),
  /** Nothing but hyphens. */
  HYPHENS("-"),
  /** End-lines but for their last octet. */
  NEAR_MISS("\r\n-------aaaaaaaaaaaa$\r"),
  /** End-lines but for their first octet of the id. */
  WRONG_ID("\r\n-------b"),
  /** Nothing but line ends. */
  CRLF_FLOOD("\r\n"),
  /** Nothing but the character that the id consists of. */
  ID_FLOOD("a"),
  /** A hyphen wherever it is looked for one, and an LF before it. */
  LF_HYPHEN_FLOOD("\n-"),
  /** The longest part of the end-line's beginning, again and again. */
  HYPHEN_RUNS("\r\n------"),
  /** Beginnings of the end-line that differ, so that no processor foresees which branch is next. */
  UNFORESEEN {
    @Override
    byte[] octets(int size) {
      Random random = new Random(4975);
      StringBuilder all = new StringBuilder();
      while (all.length() < size) {
        all.append(BEGINNINGS[random.nextInt(BEGINNINGS.length)]);
      }
      return all.substring(0, size).getBytes(StandardCharsets.US_ASCII);
    }
  };

  private static final String[] BEGINNINGS = {
    "-", "\n-", "\r\n------", "\r\n-------", "\r\n-------b", "\r\n-------aaaaaaaaaaaa$x"
  };

  /** The id of the transaction whose end-line is sought. */
  static final String TRANSACTION_ID = "aaaaaaaaaaaa";

  private final String unit;

  BodyKind() {
    this("");
  }

  BodyKind(String unit) {
    this.unit = unit;
  }

  /** A body of this kind. */
  byte[] octets(int size) {
    byte[] octets = new byte[size];
    byte[] once = unit.getBytes(StandardCharsets.US_ASCII);
    for (int i = 0; i < size; i++) {
      octets[i] = once[i % once.length];
    }
    return octets;
  }
}
