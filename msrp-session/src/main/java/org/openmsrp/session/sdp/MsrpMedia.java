// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * The media section of an MSRP session in an offer or an answer (RFC 4975 §8). Immutable; two are
 * equal if they print the same.
 *
 * <p>The path holds the session id, which is a secret (RFC 4975 §3): {@link #text()} goes into the
 * signalling and into no log.
 */
public final class MsrpMedia {

  /** Characters of a text that is read: a peer can't make us hold or go through more. */
  public static final int MAX_TEXT = 65_536;

  /** Characters of a line that is read: a path or a list of types without end is refused. */
  public static final int MAX_LINE = 16_384;

  /** Sections of MSRP in a text: each goes through all that precedes the first of them. */
  public static final int MAX_SECTIONS = 64;

  /** Attributes of a section: a flood of short lines is refused. */
  public static final int MAX_ATTRIBUTES = 256;

  /** Entries of accept-types, and of accept-wrapped-types: each message is compared with all. */
  public static final int MAX_FORMATS = 256;

  /** The port of whoever only connects and listens nowhere (RFC 4145 §4.1). */
  public static final int ACTIVE_PORT = 9;

  private final boolean secure;
  private final int port;
  private final Optional<MsrpHost> address;
  private final Optional<MsrpPath> path;
  private final List<String> acceptTypes;
  private final List<String> acceptWrappedTypes;
  private final OptionalLong maxSize;
  private final Direction direction;
  private final Optional<Setup> setup;
  private final boolean cema;
  private final List<Fingerprint> fingerprints;
  private final List<SdpAttribute> attributes;
  private final String text;

  MsrpMedia(MediaParts parts) {
    secure = parts.secure;
    port = parts.port;
    address = parts.address;
    path = parts.path;
    acceptTypes = List.copyOf(parts.acceptTypes);
    acceptWrappedTypes = List.copyOf(parts.acceptWrappedTypes);
    maxSize = parts.maxSize;
    direction = parts.direction;
    setup = parts.setup;
    cema = parts.cema;
    fingerprints = List.copyOf(parts.fingerprints);
    attributes = List.copyOf(parts.attributes);
    text = parts.text();
  }

  /**
   * Reads the one section of MSRP in a description, or in a part of it. What precedes its m-line
   * holds for it as well: an address, a direction, a setup, fingerprints.
   *
   * <p>Lines of other types, and sections of other media, are skipped. So are {@code connection},
   * {@code setup:holdconn} and fingerprints of functions that must not be used, as the RFCs want
   * it. Other attributes are kept as they are.
   *
   * @param text lines with CRLF or LF
   * @return the section
   * @throws org.openmsrp.domain.MsrpSyntaxException if there is not exactly one, or if it is
   *     malformed or too long
   */
  public static MsrpMedia parse(String text) {
    List<MsrpMedia> all = allOf(text);
    if (all.size() != 1) {
      throw SectionReader.notOne(text, all.size());
    }
    return all.get(0);
  }

  /**
   * Reads every section of MSRP in a description. Each is a session of its own, also where ports
   * are equal (RFC 4975 §8.1).
   *
   * @param text lines with CRLF or LF
   * @return the sections in order, as of {@link #parse}; none if there is no MSRP
   * @throws org.openmsrp.domain.MsrpSyntaxException if one is malformed or too long, or if there
   *     are more than {@link #MAX_SECTIONS}
   */
  public static List<MsrpMedia> allOf(String text) {
    return SectionReader.sections(requireNonNull(text, "text"));
  }

  /**
   * Begins an offer. Protocol, port and address are those of the path's last URI (RFC 4975 §8.1),
   * everything is accepted, and the peer may choose who connects ({@code setup:actpass}).
   *
   * @param path the own full path, as a connector's {@code prepare} gave it
   * @return a builder
   * @throws org.openmsrp.domain.MsrpSyntaxException if a URI has no port, or the last one port 0
   */
  public static MsrpMediaBuilder offering(MsrpPath path) {
    return new MsrpMediaBuilder(path, Optional.empty());
  }

  /**
   * Begins an answer to this offer, which must not be {@link #rejected()}. As of {@link #offering},
   * but passive unless the offer is passive, and with the offer's direction reversed.
   *
   * @param ownPath the own full path, as a connector's {@code prepare} gave it
   * @return a builder
   * @throws org.openmsrp.domain.MsrpSyntaxException if a URI has no port, or the last one port 0
   */
  public MsrpMediaBuilder answering(MsrpPath ownPath) {
    if (rejected()) {
      throw new IllegalStateException("a section of port 0 offers nothing");
    }
    return new MsrpMediaBuilder(ownPath, Optional.of(this));
  }

  /**
   * The answer that refuses this offer (RFC 4975 §8.1). Where MSRP was all that was offered, the
   * SIP response 488 says the same (RFC 4975 §8.6).
   *
   * @return the same protocol with port 0 and nothing else
   */
  public MsrpMedia rejection() {
    MediaParts parts = new MediaParts();
    parts.secure = secure;
    return new MsrpMedia(parts);
  }

  /**
   * Whether the section is refused, or switched off: its port is 0.
   *
   * @return true if there is no session
   */
  public boolean rejected() {
    return port == 0;
  }

  /**
   * Whether the protocol is TCP/TLS/MSRP rather than TCP/MSRP.
   *
   * @return true for TLS
   */
  public boolean secure() {
    return secure;
  }

  /**
   * The port of the m-line. It is not where to connect; see {@link MsrpAgreement#connectAt}.
   *
   * @return 0 to 65535
   */
  public int port() {
    return port;
  }

  /**
   * The address of the c-line. It is not where to connect; see {@link MsrpAgreement#connectAt}.
   *
   * @return a name or an address, if there is a c-line
   */
  public Optional<MsrpHost> address() {
    return address;
  }

  /**
   * The full path to whoever wrote this.
   *
   * @return the path; there is always one unless the section is rejected
   */
  public Optional<MsrpPath> path() {
    return path;
  }

  /**
   * What may be sent, as a whole message or within one.
   *
   * @return entries in order: {@code *}, {@code type/*} or {@code type/subtype}, with parameters
   */
  public List<String> acceptTypes() {
    return acceptTypes;
  }

  /**
   * What may be sent only within messages of the accepted container types.
   *
   * @return entries as of {@link #acceptTypes()}, often none
   */
  public List<String> acceptWrappedTypes() {
    return acceptWrappedTypes;
  }

  /**
   * How large a whole message should be at most (RFC 4975 §8.6).
   *
   * @return octets, if it is said
   */
  public OptionalLong maxSize() {
    return maxSize;
  }

  /**
   * Which way messages go.
   *
   * @return {@link Direction#SENDRECV} if nothing is said
   */
  public Direction direction() {
    return direction;
  }

  /**
   * Who connects.
   *
   * @return what is said, if anything that MSRP knows is
   */
  public Optional<Setup> setup() {
    return setup;
  }

  /**
   * Whether the address of the c- and m-line may be a middlebox's (RFC 6714).
   *
   * @return true if {@code msrp-cema} is there
   */
  public boolean cema() {
    return cema;
  }

  /**
   * The fingerprints of certificates, in order.
   *
   * @return those of known hash functions
   */
  public List<Fingerprint> fingerprints() {
    return fingerprints;
  }

  /**
   * The fingerprints as a connector's {@code complete} takes them.
   *
   * @return a set, if there are any
   */
  public Optional<FingerprintSet> promised() {
    return fingerprints.isEmpty() ? Optional.empty() : Optional.of(FingerprintSet.of(fingerprints));
  }

  /**
   * All attributes that have no method here.
   *
   * @return verbatim and in order
   */
  public List<SdpAttribute> attributes() {
    return attributes;
  }

  /**
   * Whether a message of this type may be sent to whoever wrote this. Parameters don't count. That
   * it may does not say that it is understood: {@code *} invites to try (RFC 4975 §8.6).
   *
   * @param type the type of a whole message
   * @return true if accept-types covers it
   */
  public boolean accepts(MediaType type) {
    return MediaFormats.cover(acceptTypes, type);
  }

  /**
   * Whether a message of a container type may be sent that holds this type.
   *
   * @param type what is wrapped
   * @param container what wraps it, such as message/cpim
   * @return true if accept-types covers the container, and one of both lists the type
   */
  public boolean acceptsWithin(MediaType type, MediaType container) {
    return accepts(container) && (accepts(type) || MediaFormats.cover(acceptWrappedTypes, type));
  }

  /**
   * Whether the path goes through relays.
   *
   * @return true for more than one URI
   */
  public boolean relayed() {
    return path.isPresent() && path.get().size() > 1;
  }

  /**
   * Whether a new description says something else here. If no section does, nor anything else, the
   * o-line must stay as it was (RFC 4975 §8.4).
   *
   * @param previous what was said before
   * @return true if its version has to go up
   */
  public boolean changes(MsrpMedia previous) {
    return !equals(previous);
  }

  /**
   * The section for the signalling.
   *
   * @return lines with CRLF: m, c, then attributes in an order that is always the same
   */
  public String text() {
    return text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MsrpMedia media && text.equals(media.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The section for logs: session ids are shortened. */
  @Override
  public String toString() {
    return path.map(uris -> text.replace(uris.toString(), uris.redacted())).orElse(text);
  }
}
