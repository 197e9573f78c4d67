// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tls;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Writes DER (X.690) as far as certificates need it. */
final class Der {

  static final int BOOLEAN = 0x01;
  static final int INTEGER = 0x02;
  static final int BIT_STRING = 0x03;
  static final int OCTET_STRING = 0x04;
  static final int OBJECT_IDENTIFIER = 0x06;
  static final int SEQUENCE = 0x30;

  private static final int UTC_TIME = 0x17;
  private static final int GENERALIZED_TIME = 0x18;
  private static final int FIRST_GENERALIZED_YEAR = 2050;
  private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'");
  private static final DateTimeFormatter LONG = DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'");

  private Der() {}

  static byte[] element(int tag, byte[]... parts) {
    byte[] content = join(parts);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(tag);
    int length = content.length;
    if (length >= 0x100) {
      out.write(0x82);
      out.write(length >> 8);
    } else if (length >= 0x80) {
      out.write(0x81);
    }
    out.write(length);
    out.writeBytes(content);
    return out.toByteArray();
  }

  static byte[] sequence(byte[]... parts) {
    return element(SEQUENCE, parts);
  }

  /** An element that a context numbers: constructed if it holds others. */
  static byte[] context(int number, boolean constructed, byte[]... parts) {
    return element((constructed ? 0xA0 : 0x80) | number, parts);
  }

  /** A bit string without unused bits. */
  static byte[] bits(byte[] octets) {
    return element(BIT_STRING, new byte[] {0}, octets);
  }

  /** An object identifier in its encoded form. */
  static byte[] identifier(int... octets) {
    byte[] encoded = new byte[octets.length];
    for (int i = 0; i < octets.length; i++) {
      encoded[i] = (byte) octets[i];
    }
    return element(OBJECT_IDENTIFIER, encoded);
  }

  /** Years up to 2049 have two digits (RFC 5280 §4.1.2.5). */
  static byte[] time(Instant instant) {
    ZonedDateTime time = instant.atZone(ZoneOffset.UTC);
    boolean general = time.getYear() >= FIRST_GENERALIZED_YEAR;
    String text = time.format(general ? LONG : SHORT);
    return element(general ? GENERALIZED_TIME : UTC_TIME, text.getBytes(StandardCharsets.US_ASCII));
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
