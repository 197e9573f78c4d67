// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.HeaderName;

/** Headers of nearly every SEND, as nearly everybody writes them. */
enum CommonHeader {
  MESSAGE_ID(1, "Message-ID: "),
  BYTE_RANGE(2, "Byte-Range: "),
  CONTENT_TYPE(4, "Content-Type: ");

  private static final CommonHeader[] ALL = values();

  private final int bit;
  private final int length;
  private final long first;
  private final long last;

  CommonHeader(int bit, String prefix) {
    this.bit = bit;
    length = prefix.length();
    first = Octets.word(prefix.substring(0, 8));
    last = Octets.word(prefix.substring(length - 8));
  }

  /** A bit that no other has. */
  int bit() {
    return bit;
  }

  /** Octets before the value. */
  int length() {
    return length;
  }

  /** The header that a line begins with, or null. */
  static @Nullable CommonHeader of(byte[] a, int from, int to) {
    if (to - from < 16) {
      return null;
    }
    long word = Octets.load(a, from);
    for (CommonHeader header : ALL) {
      if (word == header.first && Octets.load(a, from + header.length - 8) == header.last) {
        return header;
      }
    }
    return null;
  }

  /** The header of a name, or null. */
  static @Nullable CommonHeader of(HeaderName<?> name) {
    if (name.equals(HeaderName.MESSAGE_ID)) {
      return MESSAGE_ID;
    }
    if (name.equals(HeaderName.BYTE_RANGE)) {
      return BYTE_RANGE;
    }
    return name.equals(HeaderName.CONTENT_TYPE) ? CONTENT_TYPE : null;
  }
}
