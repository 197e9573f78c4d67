// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.HeaderName;

/** Headers of nearly every SEND, as nearly everybody writes them. */
@SuppressWarnings("ImmutableEnumChecker") // names are immutable, and the array is never written to
enum CommonHeader {
  MESSAGE_ID(1, HeaderName.MESSAGE_ID),
  BYTE_RANGE(2, HeaderName.BYTE_RANGE),
  CONTENT_TYPE(4, HeaderName.CONTENT_TYPE),
  SUCCESS_REPORT(8, HeaderName.SUCCESS_REPORT),
  FAILURE_REPORT(16, HeaderName.FAILURE_REPORT);

  static final List<CommonHeader> ALL = List.of(values());

  private final int bit;
  private final HeaderName<?> header;
  private final byte[] prefix;

  CommonHeader(int bit, HeaderName<?> header) {
    this.bit = bit;
    this.header = header;
    this.prefix = Ascii.octets(header + ": ");
  }

  /** A bit that no other has. */
  int bit() {
    return bit;
  }

  /** The name. */
  HeaderName<?> header() {
    return header;
  }

  /** Octets before the value. */
  int length() {
    return prefix.length;
  }

  /** The header that a line begins with, or null. */
  static @Nullable CommonHeader of(byte[] a, int from, int to) {
    return switch (a[from]) {
      case 'M' -> MESSAGE_ID.ifBeginning(a, from, to);
      case 'B' -> BYTE_RANGE.ifBeginning(a, from, to);
      case 'C' -> CONTENT_TYPE.ifBeginning(a, from, to);
      case 'S' -> SUCCESS_REPORT.ifBeginning(a, from, to);
      case 'F' -> FAILURE_REPORT.ifBeginning(a, from, to);
      default -> null;
    };
  }

  private @Nullable CommonHeader ifBeginning(byte[] a, int from, int to) {
    boolean same = to - from >= prefix.length && Octets.same(a, from, prefix, 0, prefix.length);
    return same ? this : null;
  }

  /** The header of a name, or null. */
  static @Nullable CommonHeader of(HeaderName<?> name) {
    for (CommonHeader common : ALL) {
      if (name.equals(common.header)) {
        return common;
      }
    }
    return null;
  }
}
