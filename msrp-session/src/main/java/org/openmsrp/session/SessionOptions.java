// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.openmsrp.domain.port.logging.MsrpLogger;

/**
 * What one connector, acceptor or expectation does differently from its stack.
 *
 * @param secure whether generated URIs are {@code msrps}
 * @param transport the transport parameter of generated URIs, {@code tcp} or {@code ws}
 * @param matching what of a URI must match
 * @param chunkPolicy how large chunks may become; empty chooses by the peer's path
 * @param logger where the session's events go; empty takes the stack's logger
 * @param sharing whether a connector uses a connection that the stack already has to the same host,
 *     port, transport and scheme, under the same TLS credentials (RFC 4975 §5.4)
 * @param connectAt where a connector connects, if not at the address of the peer's first URI: the
 *     address and port of the c and m lines, where the signalling says that a middlebox waits there
 *     (RFC 6714 §4.2). Paths and the name that TLS demands stay those of the URI
 */
public record SessionOptions(
    boolean secure,
    String transport,
    SessionMatching matching,
    Optional<ChunkPolicy> chunkPolicy,
    Optional<MsrpLogger> logger,
    boolean sharing,
    Optional<InetSocketAddress> connectAt) {

  /** Plain TCP, whole URIs, chunks by path, shared connections. */
  public static final SessionOptions DEFAULT =
      new SessionOptions(
          false,
          "tcp",
          SessionMatching.FULL_URI,
          Optional.empty(),
          Optional.empty(),
          true,
          Optional.empty());

  /**
   * Checks that nothing is missing.
   *
   * @param secure whether generated URIs are {@code msrps}
   * @param transport the transport parameter of generated URIs
   * @param matching what of a URI must match
   * @param chunkPolicy how large chunks may become
   * @param logger where the session's events go
   * @param sharing whether connections are shared
   * @param connectAt where a connector connects
   */
  public SessionOptions {
    requireNonNull(transport, "transport");
    requireNonNull(matching, "matching");
    requireNonNull(chunkPolicy, "chunkPolicy");
    requireNonNull(logger, "logger");
    requireNonNull(connectAt, "connectAt");
  }

  /**
   * Begins with the defaults.
   *
   * @return a builder
   */
  public static SessionOptionsBuilder builder() {
    return DEFAULT.toBuilder();
  }

  /**
   * Begins with these options.
   *
   * @return a builder
   */
  public SessionOptionsBuilder toBuilder() {
    return new SessionOptionsBuilder(this);
  }

  /**
   * The same options with TLS or without.
   *
   * @param value whether generated URIs are {@code msrps}
   * @return a copy
   */
  public SessionOptions withSecure(boolean value) {
    return toBuilder().secure(value).build();
  }

  /**
   * The same options with another transport.
   *
   * @param value {@code tcp} or {@code ws}
   * @return a copy
   */
  public SessionOptions withTransport(String value) {
    return toBuilder().transport(value).build();
  }

  /**
   * The same options with another way of matching.
   *
   * @param value what of a URI must match
   * @return a copy
   */
  public SessionOptions withMatching(SessionMatching value) {
    return toBuilder().matching(value).build();
  }

  /**
   * The same options with a bound on chunks.
   *
   * @param value how large chunks may become
   * @return a copy
   */
  public SessionOptions withChunkPolicy(ChunkPolicy value) {
    return toBuilder().chunkPolicy(value).build();
  }

  /**
   * The same options with a logger of its own.
   *
   * @param value where the session's events go
   * @return a copy
   */
  public SessionOptions withLogger(MsrpLogger value) {
    return toBuilder().logger(value).build();
  }
}
