// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * An MSRP URI (RFC 4975 §6 and §9), for example {@code msrp://host.example:2855/s3ss10n;tcp}.
 *
 * <p>A parsed URI prints exactly as it was written, since relays hand out URIs that must come back
 * unaltered (RFC 4976 §9.4). Two URIs are equal by the rules of RFC 4975 §6.1: scheme, host and
 * transport without regard to case, addresses as addresses, ports as written (2855 is never
 * implied), session ids exactly; user info and further parameters don't count.
 *
 * <p>A session id is a secret (RFC 4975 §3): use {@link #redacted()} for logs.
 */
public final class MsrpUri {

  /** The port registered for MSRP; recommended where none is negotiated, never implied. */
  public static final int REGISTERED_PORT = 2855;

  /** The transport parameter of MSRP over TCP and TLS. */
  public static final String TCP = "tcp";

  /** The transport parameter of MSRP over WebSocket (RFC 7977 §5.2.1). */
  public static final String WS = "ws";

  private final MsrpScheme scheme;
  private final Optional<String> userInfo;
  private final MsrpHost host;
  private final int port;
  private final Optional<String> sessionId;
  private final String transport;
  private final List<UriParameter> parameters;
  private final String text;

  MsrpUri(UriParts parts, String text) {
    this.scheme = parts.scheme();
    this.userInfo = parts.userInfo();
    this.host = parts.host();
    this.port = parts.port();
    this.sessionId = parts.sessionId();
    this.transport = parts.transport();
    this.parameters = parts.parameters();
    this.text = text;
  }

  /**
   * Parses a URI.
   *
   * @param text the URI, without surrounding space
   * @return the URI, which prints as {@code text}
   * @throws MsrpSyntaxException if it breaks RFC 4975 §6 or §9
   */
  public static MsrpUri parse(String text) {
    return new MsrpUri(UriParser.parse(requireNonNull(text, "text")), text);
  }

  /**
   * Builds a URI.
   *
   * @param scheme {@code msrp} or {@code msrps}
   * @param host a name or an address; see {@link MsrpHost#parse}
   * @return a builder with transport {@code tcp} and nothing else set
   * @throws MsrpSyntaxException if {@code host} is malformed
   */
  public static MsrpUriBuilder builder(MsrpScheme scheme, String host) {
    return new MsrpUriBuilder(scheme, MsrpHost.parse(host));
  }

  /**
   * A builder that starts from this URI.
   *
   * @return a builder with every component set as here
   */
  public MsrpUriBuilder toBuilder() {
    return new MsrpUriBuilder(parts());
  }

  /**
   * The scheme.
   *
   * @return {@code msrp} or {@code msrps}
   */
  public MsrpScheme scheme() {
    return scheme;
  }

  /**
   * The user info, still percent-encoded.
   *
   * @return the text before the at sign, if any
   */
  public Optional<String> userInfo() {
    return userInfo;
  }

  /**
   * The host.
   *
   * @return a name or an address
   */
  public MsrpHost host() {
    return host;
  }

  /**
   * The port, if it is written.
   *
   * @return 0 to 65535
   */
  public OptionalInt port() {
    return port < 0 ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /**
   * The session id; without one the URI names a device or relay (RFC 4975 §6).
   *
   * @return the text between authority and transport, if any
   */
  public Optional<String> sessionId() {
    return sessionId;
  }

  /**
   * The transport parameter as written.
   *
   * @return {@code tcp}, {@code ws} or another token
   */
  public String transport() {
    return transport;
  }

  /**
   * Whether the transport is this one, without regard to case.
   *
   * @param name for example {@link #WS}
   * @return true if they match
   */
  public boolean usesTransport(String name) {
    return transport.equalsIgnoreCase(name);
  }

  /**
   * The parameters behind the transport.
   *
   * @return an immutable list in the order of writing
   */
  public List<UriParameter> parameters() {
    return parameters;
  }

  /**
   * The URI for logs.
   *
   * @return as {@link #toString()}, of a session id at most the first two characters and never more
   *     than a quarter
   */
  public String redacted() {
    if (sessionId.isEmpty()) {
      return text;
    }
    String id = sessionId.get();
    int start = text.indexOf('/', text.indexOf("://") + 3) + 1;
    int shown = Math.min(2, id.length() / 4);
    return text.substring(0, start + shown) + "…" + text.substring(start + id.length());
  }

  /**
   * The URI as it goes on the wire.
   *
   * @return exactly what was parsed, or the canonical form of what was built
   */
  @Override
  public String toString() {
    return text;
  }

  /** Equality by RFC 4975 §6.1. */
  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof MsrpUri uri && (text.equals(uri.text) || same(uri)));
  }

  @Override
  public int hashCode() {
    return (scheme.hashCode() * 31 + host.hashCode()) * 31 + port * 31 + sessionId.hashCode();
  }

  private boolean same(MsrpUri uri) {
    return scheme == uri.scheme
        && port == uri.port
        && sessionId.equals(uri.sessionId)
        && host.equals(uri.host)
        && transport.equalsIgnoreCase(uri.transport);
  }

  private UriParts parts() {
    return new UriParts(scheme, userInfo, host, port, sessionId, transport, parameters);
  }
}
