// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes text and numbers into buffers without objects. */
final class Ascii {

  private static final long[] POWERS = new long[19];

  static {
    long power = 1;
    for (int i = 0; i < POWERS.length; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private Ascii() {}

  static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Writes text that is known to be ASCII. */
  static void put(String text, ByteBuffer out) {
    for (int i = 0; i < text.length(); i++) {
      out.put((byte) text.charAt(i));
    }
  }

  /** Writes text that is mostly ASCII. */
  static void putUtf8(String text, ByteBuffer out) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= 0x80) {
        out.put(text.substring(i).getBytes(StandardCharsets.UTF_8));
        return;
      }
      out.put((byte) c);
    }
  }

  /** How many octets a text may become: a character is at most three. */
  static int maxSize(String text) {
    return 3 * text.length();
  }

  /** Writes a number that is not negative. */
  static void put(long number, ByteBuffer out) {
    int begin = out.position();
    int at = begin + digits(number);
    out.position(at);
    long rest = number;
    while (rest > Integer.MAX_VALUE) {
      long quotient = rest / 10;
      out.put(--at, digit(rest - quotient * 10));
      rest = quotient;
    }
    for (int small = (int) rest; at > begin; small /= 10) {
      out.put(--at, digit(small % 10));
    }
  }

  private static byte digit(long value) {
    return (byte) ('0' + value);
  }

  private static int digits(long number) {
    int digits = 1;
    while (digits < POWERS.length && number >= POWERS[digits]) {
      digits++;
    }
    return digits;
  }
}
