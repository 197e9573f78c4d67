// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.MsrpHeadersBuilder;

/** Reads the headers behind the paths, a line at a time. */
final class HeaderFields {

  private final ValueCache<String> lastMessageId = new ValueCache<>();
  private final ValueCache<ByteRange> lastByteRange = new ValueCache<>();
  private final ValueCache<MediaType> lastContentType = new ValueCache<>();

  private @Nullable MsrpHeadersBuilder builder;
  private int seen;
  private boolean mime;

  /** Begins a head. */
  void begin() {
    builder = null;
    seen = 0;
    mime = false;
  }

  /** The headers read so far. */
  MsrpHeaders headers() {
    return builder == null ? MsrpHeaders.NONE : builder.build();
  }

  /** Whether a Content-Type was read. */
  boolean hasContentType() {
    return (seen & CommonHeader.CONTENT_TYPE.bit()) != 0;
  }

  /** Whether a header was read that describes a body. */
  boolean hasMimeHeader() {
    return mime || hasContentType();
  }

  /**
   * Reads a line, given without its line end, if it is one of the headers that nearly every SEND
   * has, as they are nearly always written.
   *
   * @return whether it was one
   */
  boolean readCommon(byte[] a, int from, int to) {
    CommonHeader common = CommonHeader.of(a, from, to);
    if (common == null) {
      return false;
    }
    int value = Octets.firstVisible(a, from + common.length(), to);
    int end = Octets.behindLastVisible(a, value, to);
    switch (common) {
      case MESSAGE_ID -> set(HeaderName.MESSAGE_ID, common, messageId(a, value, end));
      case BYTE_RANGE -> set(HeaderName.BYTE_RANGE, common, byteRange(a, value, end));
      case CONTENT_TYPE -> set(HeaderName.CONTENT_TYPE, common, contentType(a, value, end));
    }
    return true;
  }

  /** Reads any header. */
  void read(HeaderName<?> name, byte[] a, int valueFrom, int to) {
    CommonHeader common = CommonHeader.of(name);
    if (common != null) {
      refuseSecond(common);
    }
    mime |= name.mime();
    builder().add(Header.parse(name, value(name, a, valueFrom, to)));
  }

  /** The values of known headers have no spaces around them; of others only the first is none. */
  private static String value(HeaderName<?> name, byte[] a, int from, int to) {
    if (HeaderName.known().contains(name)) {
      int first = Octets.firstVisible(a, from, to);
      return Octets.text(a, first, Octets.behindLastVisible(a, first, to));
    }
    boolean space = from < to && a[from] == ' ';
    return Octets.text(a, space ? from + 1 : from, to);
  }

  private <T> void set(HeaderName<T> name, CommonHeader common, T value) {
    refuseSecond(common);
    builder().set(name, value);
  }

  private void refuseSecond(CommonHeader common) {
    if ((seen & common.bit()) != 0) {
      throw new MsrpSyntaxException("a header stands twice", "RFC 4975 §9");
    }
    seen |= common.bit();
  }

  private String messageId(byte[] a, int from, int to) {
    String known = lastMessageId.get(a, from, to);
    return known != null
        ? known
        : lastMessageId.put(
            a, from, to, new String(a, from, to - from, StandardCharsets.ISO_8859_1));
  }

  private ByteRange byteRange(byte[] a, int from, int to) {
    ByteRange known = lastByteRange.get(a, from, to);
    return known != null
        ? known
        : lastByteRange.put(a, from, to, ByteRange.parse(Octets.text(a, from, to)));
  }

  private MediaType contentType(byte[] a, int from, int to) {
    MediaType known = lastContentType.get(a, from, to);
    return known != null
        ? known
        : lastContentType.put(a, from, to, MediaType.parse(Octets.text(a, from, to)));
  }

  private MsrpHeadersBuilder builder() {
    MsrpHeadersBuilder current = builder;
    if (current == null) {
      current = MsrpHeaders.builder();
      builder = current;
    }
    return current;
  }
}
