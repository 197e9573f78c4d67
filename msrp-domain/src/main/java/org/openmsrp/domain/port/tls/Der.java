// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** As much of DER as puts the older forms of keys into PKCS#8, which the JDK reads. */
final class Der {

  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;
  private static final int OCTET_STRING = 0x04;
  private static final int OBJECT_IDENTIFIER = 0x06;
  private static final int CONTEXT_0 = 0xA0;

  private static final byte[] VERSION_0 = {INTEGER, 1, 0};

  /** 1.2.840.113549.1.1.1, with its parameters, which are NULL. */
  private static final byte[] RSA = HexFormat.of().parseHex("06092A864886F70D0101010500");

  /** 1.2.840.10045.2.1, whose parameters are the curve. */
  private static final byte[] EC = HexFormat.of().parseHex("06072A8648CE3D0201");

  private Der() {}

  /** RFC 8017 §A.1.2 into RFC 5958. */
  static byte[] pkcs8OfRsa(byte[] key) {
    return pkcs8(RSA, key);
  }

  /** RFC 5915 into RFC 5958; nothing if the key does not say which curve it is on. */
  static Optional<byte[]> pkcs8OfEc(byte[] key) {
    return curve(key).map(curve -> pkcs8(join(EC, curve), key));
  }

  private static byte[] pkcs8(byte[] algorithm, byte[] key) {
    return element(
        SEQUENCE, join(VERSION_0, element(SEQUENCE, algorithm), element(OCTET_STRING, key)));
  }

  /** SEQUENCE { INTEGER, OCTET STRING, [0] { OBJECT IDENTIFIER }, … }. */
  private static Optional<byte[]> curve(byte[] key) {
    Reader all = new Reader(key);
    if (!all.enter(SEQUENCE) || !all.skip(INTEGER) || !all.skip(OCTET_STRING)) {
      return Optional.empty();
    }
    return all.enter(CONTEXT_0) ? all.take(OBJECT_IDENTIFIER) : Optional.empty();
  }

  private static byte[] element(int tag, byte[] content) {
    int length = content.length;
    byte[] head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : length < 0x100
                ? new byte[] {(byte) tag, (byte) 0x81, (byte) length}
                : new byte[] {
                  (byte) tag,
                  (byte) 0x83,
                  (byte) (length >> 16),
                  (byte) (length >> 8),
                  (byte) length
                };
    return join(length >= 0x100 && length < 0x10000 ? shorter(head) : head, content);
  }

  /** DER wants the shortest form of a length. */
  private static byte[] shorter(byte[] head) {
    return new byte[] {head[0], (byte) 0x82, head[3], head[4]};
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  /** Walks from element to element. */
  private static final class Reader {
    private final byte[] octets;
    private int at;

    Reader(byte[] octets) {
      this.octets = octets;
    }

    /** Goes into an element; false if another one stands here. */
    boolean enter(int tag) {
      if (at + 1 >= octets.length || (octets[at] & 0xFF) != tag) {
        return false;
      }
      int first = octets[at + 1] & 0xFF;
      at += 2 + (first < 0x80 ? 0 : first & 0x7F);
      return true;
    }

    /** Passes a short element by. */
    boolean skip(int tag) {
      int length = lengthHere();
      if (length < 0 || !enter(tag)) {
        return false;
      }
      at += length;
      return true;
    }

    /** A short element, with its head. */
    Optional<byte[]> take(int tag) {
      int begin = at;
      return skip(tag) && at <= octets.length
          ? Optional.of(Arrays.copyOfRange(octets, begin, at))
          : Optional.empty();
    }

    private int lengthHere() {
      int length = at + 1 < octets.length ? octets[at + 1] : -1;
      return length >= 0 ? length : -1;
    }
  }
}
