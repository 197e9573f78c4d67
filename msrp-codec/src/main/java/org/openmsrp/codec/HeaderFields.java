// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.MsrpHeadersBuilder;
import org.openmsrp.domain.header.SuccessReport;

/**
 * Reads the headers behind the paths, a line at a time. The builder keeps the values of common
 * headers from head to head, for lines that come again.
 */
final class HeaderFields {

  /** What {@link LastHead} is told of lines whose values are kept line by line. */
  static final int OTHER = 1 << 16;

  private final MsrpHeadersBuilder builder = MsrpHeaders.builder();

  /** Bits of the common headers whose values the builder holds. */
  private int held;

  /** Bits of the common headers of this head. */
  private int seen;

  /** The other headers by their line, for lines that come again. */
  private Header<?> @Nullable [] otherAt;

  /** Whether the builder holds other headers, which the next head begins without. */
  private boolean others;

  private boolean mime;

  /** Begins a head. */
  void begin() {
    if (others) {
      builder.clearOthers();
      others = false;
    }
    seen = 0;
    mime = false;
  }

  /** The headers read so far. */
  MsrpHeaders headers() {
    if (seen == 0 && !others) {
      return MsrpHeaders.NONE;
    }
    if (seen != held) {
      removeUnseen();
    }
    return builder.build();
  }

  /** Whether a Content-Type was read. */
  boolean hasContentType() {
    return (seen & CommonHeader.CONTENT_TYPE.bit()) != 0;
  }

  /** Whether a header was read that describes a body. */
  boolean hasMimeHeader() {
    return mime || hasContentType();
  }

  /** Takes the header of a line as in the last head; whether that is possible. */
  boolean takeAgain(int line, int kind) {
    return kind == OTHER ? takeOtherAgain(line) : takeCommonAgain(kind);
  }

  private boolean takeOtherAgain(int line) {
    try {
      addOther(requireNonNull(otherAt)[line]);
      return true;
    } catch (MsrpSyntaxException e) {
      return false; // it stands twice in this head, which reading the line will say
    }
  }

  private boolean takeCommonAgain(int bit) {
    boolean possible = (held & ~seen & bit) != 0;
    seen |= possible ? bit : 0;
    return possible;
  }

  /**
   * Reads a line, given without its line end, if it is one of the headers that nearly every SEND
   * has, as they are nearly always written.
   *
   * @return the header's bit, 0 if it is another header
   * @throws MsrpSyntaxException with its place in the line, or without one for its beginning
   */
  int readCommon(byte[] a, int from, int to) {
    CommonHeader common = CommonHeader.of(a, from, to);
    if (common == null) {
      return 0;
    }
    refuseSecond(common);
    int value = Octets.firstVisible(a, from + common.length(), to);
    set(common, a, from, value, Octets.behindLastVisible(a, value, to));
    return common.bit();
  }

  /**
   * Reads any header, whose line begins at {@code from} and its value behind {@code value}.
   *
   * @return what to tell {@link LastHead} of the line, 0 if it is not to be kept
   * @throws MsrpSyntaxException with its place in the line, or without one for its beginning
   */
  int read(int line, HeaderName<?> name, byte[] a, int from, int value, int to) {
    CommonHeader common = CommonHeader.of(name);
    if (common != null) {
      refuseSecond(common);
      builder.remove(name);
      held &= ~common.bit();
    }
    Header<?> header = parse(name, a, from, value, to);
    if (common != null) {
      builder.add(header);
      held |= common.bit();
      return common.bit();
    }
    addOther(header);
    return keep(line, header);
  }

  private void addOther(Header<?> header) {
    builder.add(header);
    others = true;
    mime |= header.name().mime();
  }

  private int keep(int line, Header<?> header) {
    if (line >= LastHead.MAX_LINES) {
      return 0;
    }
    if (otherAt == null) {
      otherAt = new Header<?>[LastHead.MAX_LINES];
    }
    otherAt[line] = header;
    return OTHER;
  }

  private void refuseSecond(CommonHeader common) {
    if ((seen & common.bit()) != 0) {
      throw new MsrpSyntaxException("a header stands twice", "RFC 4975 §9");
    }
    seen |= common.bit();
  }

  private void set(CommonHeader common, byte[] a, int from, int value, int to) {
    try {
      decode(common, Octets.text(a, value, to));
      held |= common.bit();
    } catch (MsrpSyntaxException e) {
      builder.remove(common.header());
      held &= ~common.bit();
      throw e.shifted(value - from);
    }
  }

  private void decode(CommonHeader common, String text) {
    switch (common) {
      case MESSAGE_ID -> builder.set(HeaderName.MESSAGE_ID, text);
      case BYTE_RANGE -> builder.set(HeaderName.BYTE_RANGE, ByteRange.parse(text));
      case CONTENT_TYPE -> builder.set(HeaderName.CONTENT_TYPE, MediaType.parse(text));
      case SUCCESS_REPORT -> builder.set(HeaderName.SUCCESS_REPORT, SuccessReport.parse(text));
      case FAILURE_REPORT -> builder.set(HeaderName.FAILURE_REPORT, FailureReport.parse(text));
    }
  }

  private void removeUnseen() {
    for (CommonHeader common : CommonHeader.ALL) {
      if ((held & ~seen & common.bit()) != 0) {
        builder.remove(common.header());
      }
    }
    held &= seen;
  }

  /** The values of known headers have no spaces around them; of others only the first is none. */
  private static Header<?> parse(HeaderName<?> name, byte[] a, int from, int value, int to) {
    boolean known = HeaderName.known().contains(name);
    int first = known ? Octets.firstVisible(a, value, to) : behindSpace(a, value, to);
    int end = known ? Octets.behindLastVisible(a, first, to) : to;
    try {
      return Header.parse(name, Octets.text(a, first, end));
    } catch (MsrpSyntaxException e) {
      throw e.shifted(first - from);
    }
  }

  private static int behindSpace(byte[] a, int from, int to) {
    return from < to && a[from] == ' ' ? from + 1 : from;
  }
}
