// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;

/**
 * Composes a {@link CpimMessage} as RFC 4975 §13 wants it: From and To always, the others of RFC
 * 3862 once at most but To, cc and NS. Text may hold any character, since what must not stand in a
 * header is escaped. Not safe for use by several threads at once.
 */
public final class CpimMessageBuilder {

  private static final String NAMESPACES = "RFC 3862 §3.4";

  private final CpimAddress from;
  private final List<CpimAddress> to = new ArrayList<>();
  private final List<CpimAddress> cc = new ArrayList<>();
  private Optional<OffsetDateTime> dateTime = Optional.empty();
  private Optional<CpimSubject> subject = Optional.empty();

  /** URIs by prefix. */
  private final Map<String, String> namespaces = new LinkedHashMap<>();

  private final List<CpimName> required = new ArrayList<>();
  private final List<Map.Entry<CpimName, String>> others = new ArrayList<>();
  private final List<MimeHeader> mimeHeaders = new ArrayList<>();
  private MediaType contentType = MediaType.TEXT_PLAIN;
  private MsrpBody body = MsrpBody.EMPTY;

  CpimMessageBuilder(CpimAddress from, CpimAddress to) {
    this.from = requireNonNull(from, "from");
    to(to);
  }

  /**
   * Adds a recipient.
   *
   * @param address who
   * @return this builder
   */
  public CpimMessageBuilder to(CpimAddress address) {
    to.add(requireNonNull(address, "address"));
    return this;
  }

  /**
   * Adds a recipient of a copy.
   *
   * @param address who
   * @return this builder
   */
  public CpimMessageBuilder cc(CpimAddress address) {
    cc.add(requireNonNull(address, "address"));
    return this;
  }

  /**
   * Sets when the message is sent.
   *
   * @param time in the years 0 to 9999, at an offset of whole minutes (RFC 3339 §5.6)
   * @return this builder
   */
  public CpimMessageBuilder dateTime(OffsetDateTime time) {
    dateTime = Optional.of(time);
    return this;
  }

  /**
   * Sets what the message is about. RFC 4975 §13 allows one Subject only.
   *
   * @param about text and language; text is not empty and has no space at its ends
   * @return this builder
   */
  public CpimMessageBuilder subject(CpimSubject about) {
    subject = Optional.of(about);
    return this;
  }

  /**
   * Declares a namespace for the headers and features of this message.
   *
   * @param prefix visible ASCII without separators and dots
   * @param uri an absolute URI
   * @return this builder
   * @throws MsrpSyntaxException if one is malformed
   */
  public CpimMessageBuilder namespace(String prefix, String uri) {
    CpimText.requireName(prefix, "prefix");
    namespaces.put(prefix, CpimText.requireUri(uri, "namespace"));
    return this;
  }

  /**
   * Demands that the receiver understands a header or feature (RFC 3862 §3.5).
   *
   * @param name in the {@link CpimName#CORE} namespace or one that is declared before {@link
   *     #build()}
   * @return this builder
   */
  public CpimMessageBuilder require(CpimName name) {
    required.add(requireNonNull(name, "name"));
    return this;
  }

  /**
   * Adds a header with a text, which is escaped where it must be.
   *
   * @param name in the {@link CpimName#CORE} namespace or one that is declared before {@link
   *     #build()}; none of those that RFC 3862 defines
   * @param text not empty and without space at its ends
   * @return this builder
   * @throws MsrpSyntaxException if the name or the text is not legal here
   */
  public CpimMessageBuilder header(CpimName name, String text) {
    return encodedHeader(name, CpimText.escape(text, false));
  }

  /**
   * Adds a header whose value is written as it is, for those that have a grammar of their own.
   *
   * @param name as of {@link #header(CpimName, String)}
   * @param encoded with the escapes of RFC 3862 §2.3; not empty and without space at its ends
   * @return this builder
   * @throws MsrpSyntaxException if the name is not legal here, or the value holds a control
   *     character
   */
  public CpimMessageBuilder encodedHeader(CpimName name, String encoded) {
    boolean mime = name.name().toLowerCase(Locale.ROOT).startsWith("content-");
    if (CpimName.UNDERSTOOD.contains(name) || (mime && name.namespace().equals(CpimName.CORE))) {
      throw new MsrpSyntaxException(name.name() + " is not set in this way", "RFC 3862 §2");
    }
    others.add(Map.entry(name, requireValue(encoded)));
    return this;
  }

  /**
   * Sets the content.
   *
   * @param type what it is
   * @param octets the body; may be empty
   * @return this builder
   */
  public CpimMessageBuilder content(MediaType type, MsrpBody octets) {
    contentType = requireNonNull(type, "type");
    body = requireNonNull(octets, "octets");
    return this;
  }

  /**
   * Sets the content to a text.
   *
   * @param text any text, sent as UTF-8 and marked so
   * @return this builder
   */
  public CpimMessageBuilder text(String text) {
    return content(MediaType.parse("text/plain; charset=utf-8"), MsrpBody.utf8(text));
  }

  /**
   * Sets the content to another message, whose octets stay as they are (RFC 3862 §6).
   *
   * @param inner the message that is passed on
   * @return this builder
   */
  public CpimMessageBuilder content(CpimMessage inner) {
    return content(MediaType.CPIM, inner.encode());
  }

  /**
   * Adds a MIME header of the content, such as Content-ID or Content-Disposition.
   *
   * @param name a token, but not Content-Type, which {@link #content(MediaType, MsrpBody)} sets
   * @param value without control characters
   * @return this builder
   * @throws MsrpSyntaxException if one is malformed, or this is Content-Type
   */
  public CpimMessageBuilder mimeHeader(String name, String value) {
    MimeHeader header = new MimeHeader(name, value);
    if (header.isCalled("Content-Type")) {
      throw new MsrpSyntaxException("Content-Type is not set in this way", "RFC 2045 §5");
    }
    mimeHeaders.add(header);
    return this;
  }

  /**
   * Composes the message: From, To, cc, DateTime, Subject, NS, Require, the other headers in their
   * order, an empty line, Content-Type, the other MIME headers, an empty line, the body.
   *
   * @return the message
   * @throws MsrpSyntaxException if a namespace is not declared, a value is not legal in its header,
   *     or the headers are beyond a bound of {@link CpimMessage}
   */
  public CpimMessage build() {
    StringBuilder head = new StringBuilder(256);
    core(head);
    others.forEach(other -> line(head, written(other.getKey()) + ": ", other.getValue()));
    head.append("\r\n");
    line(head, "Content-Type: ", contentType.toString());
    mimeHeaders.forEach(header -> line(head, "", header.toString()));
    head.append("\r\n");
    ByteArrayOutputStream octets = new ByteArrayOutputStream(head.length() + body.size());
    octets.writeBytes(head.toString().getBytes(StandardCharsets.UTF_8));
    octets.writeBytes(body.toByteArray());
    return CpimParser.parse(ByteBuffer.wrap(octets.toByteArray()).asReadOnlyBuffer());
  }

  private void core(StringBuilder head) {
    line(head, "From: ", from.toString());
    to.forEach(address -> line(head, "To: ", address.toString()));
    cc.forEach(address -> line(head, "cc: ", address.toString()));
    dateTime.ifPresent(time -> line(head, "DateTime: ", CpimDateTime.print(time)));
    subject.ifPresent(about -> line(head, subjectName(about), subjectText(about)));
    namespaces.forEach((prefix, uri) -> line(head, "NS: ", prefix + " <" + uri + ">"));
    if (!required.isEmpty()) {
      line(
          head, "Require: ", required.stream().map(this::written).collect(Collectors.joining(",")));
    }
  }

  private static String subjectName(CpimSubject about) {
    boolean silent = about.language().equals(CpimSubject.DEFAULT_LANGUAGE);
    return silent ? "Subject: " : "Subject:;lang=" + about.language() + " ";
  }

  private static String subjectText(CpimSubject about) {
    return requireValue(CpimText.escape(about.text(), false));
  }

  private static void line(StringBuilder head, String name, String value) {
    head.append(name).append(value).append("\r\n");
  }

  /** No white space at the end of a line, and one space before a value (RFC 3862 §2.2). */
  private static String requireValue(String encoded) {
    CpimText.requireHeaderText(encoded, "a CPIM header");
    if (!CpimText.isTrimmed(encoded)) {
      throw new MsrpSyntaxException(
          "a header's value is empty or has space at an end", "RFC 3862 §2.2", 0);
    }
    return encoded;
  }

  private String written(CpimName name) {
    if (name.namespace().equals(CpimName.CORE)) {
      return name.name();
    }
    return namespaces.entrySet().stream()
        .filter(declared -> declared.getValue().equals(name.namespace()))
        .findFirst()
        .map(declared -> declared.getKey() + "." + name.name())
        .orElseThrow(
            () -> new MsrpSyntaxException("no prefix for " + name.namespace(), NAMESPACES));
  }
}
