// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.nio.ByteBuffer;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;

/**
 * A message in a CPIM wrapper, {@code message/cpim} (RFC 3862). Immutable, and so are its octets: a
 * parsed message is encoded as it came, octet for octet, since somebody may have signed it. Who
 * wants to say more puts it into a new one, {@link CpimMessageBuilder#content(CpimMessage)}.
 *
 * <p>Nothing in it is proved: From is what the sender claims, unless the content is signed and the
 * user has checked that.
 */
public final class CpimMessage {

  /**
   * So many octets the headers may have, those of the content and all line ends included: 262,144.
   * Stops a message that is one header without an end, whose text would be held several times over.
   */
  public static final int MAX_HEAD_OCTETS = 262_144;

  /**
   * So many headers a message may have, and as many its content: 256. Stops a head of thousands of
   * the shortest lines, which as values need many times their octets.
   */
  public static final int MAX_HEADERS = 256;

  /**
   * So many names a message may require: 256. Stops a Require of a hundred thousand commas, each of
   * them a name to look up.
   */
  public static final int MAX_REQUIRED = 256;

  /**
   * So many wrappers {@link #chain} opens: 64. Stops a message of thousands of wrappers one in the
   * other.
   */
  public static final int MAX_CHAIN = 64;

  private final ByteBuffer octets;
  private final List<CpimHeader> headers;
  private final Optional<CpimAddress> from;
  private final List<CpimAddress> to;
  private final List<CpimAddress> cc;
  private final Optional<OffsetDateTime> dateTime;
  private final List<CpimSubject> subjects;
  private final Map<String, String> namespaces;
  private final List<CpimName> required;
  private final CpimContent content;

  CpimMessage(ByteBuffer octets, CpimFields fields, CpimContent content) {
    this.octets = octets;
    this.headers = List.copyOf(fields.headers);
    this.from = Optional.ofNullable(fields.from);
    this.to = List.copyOf(fields.to);
    this.cc = List.copyOf(fields.cc);
    this.dateTime = Optional.ofNullable(fields.dateTime);
    this.subjects = List.copyOf(fields.subjects);
    this.namespaces = fields.scope.declared();
    this.required = List.copyOf(fields.required);
    this.content = content;
  }

  /**
   * Composes a message.
   *
   * @param from who sends it
   * @param to who is to get it; more can be added
   * @return a builder
   */
  public static CpimMessageBuilder builder(CpimAddress from, CpimAddress to) {
    return new CpimMessageBuilder(from, to);
  }

  /**
   * Parses a message without copying its octets.
   *
   * <p>Accepts what is printed in RFCs or common, though the grammar forbids it: no empty line
   * between the headers and those of the content, if the first of these begins with {@code
   * Content-}; no or more space behind a colon; space at the end of a line; several Subjects and
   * Requires, against RFC 4975 §13. From and To may be missing.
   *
   * @param octets the whole message
   * @return the message, whose octets are these
   * @throws MsrpSyntaxException if it is malformed or beyond a bound; its offset is in octets
   */
  public static CpimMessage parse(MsrpBody octets) {
    return CpimParser.parse(octets.toByteBuffer());
  }

  /**
   * Parses a copy of these octets; see {@link #parse(MsrpBody)}.
   *
   * @param octets the whole message; stays the caller's
   * @return the message
   * @throws MsrpSyntaxException if it is malformed or beyond a bound; its offset is in octets
   */
  public static CpimMessage parse(byte[] octets) {
    return parse(MsrpBody.copyOf(octets));
  }

  /**
   * Parses a copy of a buffer's remaining octets; see {@link #parse(MsrpBody)}.
   *
   * @param octets the whole message; stays the caller's, and its position where it is
   * @return the message
   * @throws MsrpSyntaxException if it is malformed or beyond a bound; its offset is in octets
   */
  public static CpimMessage parse(ByteBuffer octets) {
    return parse(MsrpBody.copyOf(octets));
  }

  /**
   * The message on the wire; of a parsed one, the octets that were parsed.
   *
   * @return a copy, which is a body of type {@link MediaType#CPIM}
   */
  public MsrpBody encode() {
    return MsrpBody.copyOf(octets);
  }

  /**
   * All headers but those of the content, known or not.
   *
   * @return in their order, an immutable list
   */
  public List<CpimHeader> headers() {
    return headers;
  }

  /**
   * The headers of a name, whatever prefix they are written with.
   *
   * @param name namespace and name
   * @return in their order, an immutable list
   */
  public List<CpimHeader> headers(CpimName name) {
    return headers.stream().filter(header -> header.name().equals(name)).toList();
  }

  /**
   * Who sends the message, by his own word.
   *
   * @return From, if it is there
   */
  public Optional<CpimAddress> from() {
    return from;
  }

  /**
   * Who is to get the message.
   *
   * @return each To, an immutable list
   */
  public List<CpimAddress> to() {
    return to;
  }

  /**
   * Who gets a copy.
   *
   * @return each cc, an immutable list
   */
  public List<CpimAddress> cc() {
    return cc;
  }

  /**
   * When the message was sent, by the sender's clock. A leap second is the one before it.
   *
   * @return DateTime to the nanosecond, if it is there
   */
  public Optional<OffsetDateTime> dateTime() {
    return dateTime;
  }

  /**
   * What the message is about, in one or more languages.
   *
   * @return each Subject, an immutable list
   */
  public List<CpimSubject> subjects() {
    return subjects;
  }

  /**
   * The namespaces that the message declares; of a prefix that is declared twice the last.
   *
   * @return URIs by prefix, that of the default namespace by the empty text; immutable
   */
  public Map<String, String> namespaces() {
    return namespaces;
  }

  /**
   * What the receiver must understand (RFC 3862 §3.5): headers, or features that are no headers.
   *
   * @return the names of all Requires, an immutable list
   */
  public List<CpimName> required() {
    return required;
  }

  /**
   * What the message requires and the user does not understand. If there is any, the message must
   * not be treated as one that was understood (RFC 3862 §3.5).
   *
   * @param understood what the user understands beside the headers of RFC 3862
   * @return the others among {@link #required()}, an immutable list
   */
  public List<CpimName> unsupported(Set<CpimName> understood) {
    return required.stream()
        .filter(name -> !CpimName.UNDERSTOOD.contains(name) && !understood.contains(name))
        .toList();
  }

  /**
   * What is wrapped.
   *
   * @return MIME headers and body
   */
  public CpimContent content() {
    return content;
  }

  /**
   * The message that this one wraps, if its content is {@code message/cpim}.
   *
   * @return the inner message, which shares this one's octets
   * @throws MsrpSyntaxException if the content says so and is none
   */
  public Optional<CpimMessage> nested() {
    return content.contentType().matches("message/cpim")
        ? Optional.of(CpimParser.parse(content.body()))
        : Optional.empty();
  }

  /**
   * This message and those that are wrapped in it, one in the other: who passed it on for whom (RFC
   * 4975 §14.5). If there are more, the last of the list still says {@code message/cpim}.
   *
   * @param most 1 to {@link #MAX_CHAIN}
   * @return the outermost first, an immutable list
   * @throws MsrpSyntaxException if one of them is malformed
   */
  public List<CpimMessage> chain(int most) {
    if (most < 1 || most > MAX_CHAIN) {
      throw new IllegalArgumentException("a chain has 1 to " + MAX_CHAIN + " messages: " + most);
    }
    List<CpimMessage> chain = new ArrayList<>(List.of(this));
    Optional<CpimMessage> inner = most > 1 ? nested() : Optional.empty();
    while (inner.isPresent()) {
      chain.add(inner.get());
      inner = chain.size() < most ? inner.get().nested() : Optional.empty();
    }
    return List.copyOf(chain);
  }

  /** Equality of octets. */
  @Override
  public boolean equals(Object other) {
    return other instanceof CpimMessage message && octets.equals(message.octets);
  }

  @Override
  public int hashCode() {
    return octets.hashCode();
  }

  /** Says how long the message is; who says what to whom is the user's. */
  @Override
  public String toString() {
    return "CPIM message of " + octets.limit() + " octets";
  }
}
