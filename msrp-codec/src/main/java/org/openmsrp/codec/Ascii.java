// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.charset.StandardCharsets;

/** Writes text and numbers into arrays without objects. Each method returns the place behind it. */
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

  static int put(byte[] octets, byte[] out, int at) {
    System.arraycopy(octets, 0, out, at, octets.length);
    return at + octets.length;
  }

  static int put(char ascii, byte[] out, int at) {
    out[at] = (byte) ascii;
    return at + 1;
  }

  /** Writes text that is known to be ASCII. */
  @SuppressWarnings("deprecation") // the only copy without an object; exact for ASCII
  static int put(String ascii, byte[] out, int at) {
    ascii.getBytes(0, ascii.length(), out, at);
    return at + ascii.length();
  }

  /** Writes text that may be other than ASCII, which costs an object. */
  static int putUtf8(String text, byte[] out, int at) {
    return put(text.getBytes(StandardCharsets.UTF_8), out, at);
  }

  /** How many octets a text may become: a character is at most three. */
  static int maxSize(String text) {
    return 3 * text.length();
  }

  /** Writes a number that is not negative. */
  static int put(long number, byte[] out, int at) {
    int end = at + digits(number);
    int place = end;
    long rest = number;
    while (rest > Integer.MAX_VALUE) {
      long quotient = rest / 10;
      out[--place] = (byte) ('0' + (rest - quotient * 10));
      rest = quotient;
    }
    for (int small = (int) rest; place > at; small /= 10) {
      out[--place] = (byte) ('0' + small % 10);
    }
    return end;
  }

  private static int digits(long number) {
    int digits = 1;
    while (digits < POWERS.length && number >= POWERS[digits]) {
      digits++;
    }
    return digits;
  }
}
