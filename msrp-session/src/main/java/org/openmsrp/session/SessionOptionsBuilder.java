// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.openmsrp.domain.port.logging.MsrpLogger;

/**
 * Makes {@link SessionOptions}: every one not set keeps its default. Not safe for use by several
 * threads at once.
 */
public final class SessionOptionsBuilder {

  private boolean secure;
  private String transport;
  private SessionMatching matching;
  private Optional<ChunkPolicy> chunkPolicy;
  private Optional<MsrpLogger> logger;
  private boolean sharing;
  private Optional<InetSocketAddress> connectAt;

  SessionOptionsBuilder(SessionOptions from) {
    secure = from.secure();
    transport = from.transport();
    matching = from.matching();
    chunkPolicy = from.chunkPolicy();
    logger = from.logger();
    sharing = from.sharing();
    connectAt = from.connectAt();
  }

  /**
   * Sets whether generated URIs are {@code msrps}.
   *
   * @param value true for TLS
   * @return this builder
   */
  public SessionOptionsBuilder secure(boolean value) {
    secure = value;
    return this;
  }

  /**
   * Sets the transport parameter of generated URIs.
   *
   * @param value {@code tcp} or {@code ws}
   * @return this builder
   */
  public SessionOptionsBuilder transport(String value) {
    transport = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets what of a URI must match.
   *
   * @param value the way of matching
   * @return this builder
   */
  public SessionOptionsBuilder matching(SessionMatching value) {
    matching = requireNonNull(value, "value");
    return this;
  }

  /**
   * Sets how large chunks may become.
   *
   * @param value if this is not called, the peer's path decides
   * @return this builder
   */
  public SessionOptionsBuilder chunkPolicy(ChunkPolicy value) {
    chunkPolicy = Optional.of(value);
    return this;
  }

  /**
   * Sets where the session's events go.
   *
   * @param value if this is not called, the stack's logger
   * @return this builder
   */
  public SessionOptionsBuilder logger(MsrpLogger value) {
    logger = Optional.of(value);
    return this;
  }

  /**
   * Sets whether a connector may use a connection that the stack already has to the same place.
   *
   * @param value false for a connection of the session's own
   * @return this builder
   */
  public SessionOptionsBuilder sharing(boolean value) {
    sharing = value;
    return this;
  }

  /**
   * Sets where a connector connects, if not at the address of the peer's first URI (RFC 6714 §4.2).
   *
   * @param host a name or an address
   * @param port 1 to 65535
   * @return this builder
   */
  public SessionOptionsBuilder connectAt(String host, int port) {
    connectAt = Optional.of(InetSocketAddress.createUnresolved(host, port));
    return this;
  }

  /**
   * Makes the values.
   *
   * @return an immutable record
   * @throws IllegalArgumentException if a value is out of its range
   */
  public SessionOptions build() {
    return new SessionOptions(secure, transport, matching, chunkPolicy, logger, sharing, connectAt);
  }
}
