// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * The choices of a {@link WebSocketTransport} or a {@link MsrpWebSocketHandler}.
 *
 * @param threads how many threads of its own at most, 8 to 10,000: each listening address and all
 *     outbound connections together keep one busy, the others serve whatever has input. No effect
 *     in a handler, which runs on the threads of its server
 * @param threadName the threads' names begin with it; not empty
 * @param daemon whether the Java virtual machine may exit while the threads run
 * @param plainAllowed whether {@code ws} is served as well. RFC 7977 §5.1 wants {@code wss} only
 * @param maxMessageSize octets of an inbound message at most, 1,024 or more. A larger one ends the
 *     connection with close code 1009; it stops a peer from having one chunk without end
 * @param pingInterval after so long without a frame from the peer, a ping is sent (RFC 7977 §6);
 *     zero: never, and a dead peer is not noticed
 * @param peerTimeout a peer from which nothing has come for so long is dead, which ends the
 *     connection with close code 1001; noticed with the next ping. At least {@code pingInterval}.
 *     Stops peers that have gone without a word from holding connections
 * @param headers what a client adds to its handshakes
 * @param authenticator a client's answer to status 401
 * @param origins which web pages a server lets in
 * @param authorizer whom a server lets in
 */
public record WebSocketOptions(
    int threads,
    String threadName,
    boolean daemon,
    boolean plainAllowed,
    int maxMessageSize,
    Duration pingInterval,
    Duration peerTimeout,
    HandshakeHeaders headers,
    HandshakeAuthenticator authenticator,
    OriginPolicy origins,
    HandshakeAuthorizer authorizer) {

  /**
   * 200 daemon threads at most, named {@code msrp-websocket}; {@code wss} only; messages up to 1
   * MiB; a ping after 30 s of silence, a dead peer after 90 s; no additional headers and no
   * credentials; pages of the same host, and everybody.
   */
  public static final WebSocketOptions DEFAULT = builder().build();

  private static final int MIN_THREADS = 8;
  private static final int MAX_THREADS = 10_000;
  private static final int MIN_MESSAGE_SIZE = 1024;

  /**
   * Checks the ranges.
   *
   * @param threads 8 to 10,000
   * @param threadName not empty
   * @param daemon whether the Java virtual machine may exit while the threads run
   * @param plainAllowed whether {@code ws} is served as well
   * @param maxMessageSize 1,024 octets or more
   * @param pingInterval zero or positive
   * @param peerTimeout at least {@code pingInterval}
   * @param headers what a client adds to its handshakes
   * @param authenticator a client's answer to status 401
   * @param origins which web pages a server lets in
   * @param authorizer whom a server lets in
   * @throws IllegalArgumentException if a value is out of its range
   */
  public WebSocketOptions {
    require(threads >= MIN_THREADS && threads <= MAX_THREADS, "threads", threads);
    require(!requireNonNull(threadName, "threadName").isEmpty(), "threadName", threadName);
    require(maxMessageSize >= MIN_MESSAGE_SIZE, "maxMessageSize", maxMessageSize);
    require(!pingInterval.isNegative(), "pingInterval", pingInterval);
    require(peerTimeout.compareTo(pingInterval) >= 0, "peerTimeout", peerTimeout);
    requireNonNull(headers, "headers");
    requireNonNull(authenticator, "authenticator");
    requireNonNull(origins, "origins");
    requireNonNull(authorizer, "authorizer");
  }

  private static void require(boolean holds, String name, Object value) {
    if (!holds) {
      throw new IllegalArgumentException(name + " out of range: " + value);
    }
  }

  /**
   * Starts from the defaults.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Builds {@link WebSocketOptions}. Not safe for use by several threads. */
  public static final class Builder {
    private int threads = 200;
    private String threadName = "msrp-websocket";
    private boolean daemon = true;
    private boolean plainAllowed;
    private int maxMessageSize = 1024 * 1024;
    private Duration pingInterval = Duration.ofSeconds(30);
    private Duration peerTimeout = Duration.ofSeconds(90);
    private HandshakeHeaders headers = HandshakeHeaders.NONE;
    private HandshakeAuthenticator authenticator = HandshakeAuthenticator.NONE;
    private OriginPolicy origins = OriginPolicy.SAME_HOST;
    private HandshakeAuthorizer authorizer = HandshakeAuthorizer.EVERYBODY;

    private Builder() {}

    /**
     * How many threads at most.
     *
     * @param most 8 to 10,000
     * @return this builder
     */
    public Builder threads(int most) {
      threads = most;
      return this;
    }

    /**
     * What the threads' names begin with.
     *
     * @param prefix not empty
     * @return this builder
     */
    public Builder threadName(String prefix) {
      threadName = prefix;
      return this;
    }

    /**
     * Whether the Java virtual machine may exit while the threads run.
     *
     * @param yes true if it may
     * @return this builder
     */
    public Builder daemon(boolean yes) {
      daemon = yes;
      return this;
    }

    /**
     * Whether {@code ws}, without protection, is served as well.
     *
     * @param yes true for tests, or behind something that ends TLS on the same machine
     * @return this builder
     */
    public Builder plainAllowed(boolean yes) {
      plainAllowed = yes;
      return this;
    }

    /**
     * The bound of an inbound message.
     *
     * @param octets 1,024 or more
     * @return this builder
     */
    public Builder maxMessageSize(int octets) {
      maxMessageSize = octets;
      return this;
    }

    /**
     * Pings, and when a peer is given up.
     *
     * @param interval of silence before a ping; zero for none
     * @param timeout of silence after which the peer is dead, at least {@code interval}
     * @return this builder
     */
    public Builder keepAlive(Duration interval, Duration timeout) {
      pingInterval = interval;
      peerTimeout = timeout;
      return this;
    }

    /**
     * What a client adds to its handshakes.
     *
     * @param added cookies and the like
     * @return this builder
     */
    public Builder headers(HandshakeHeaders added) {
      headers = added;
      return this;
    }

    /**
     * A client's answer to status 401.
     *
     * @param credentials answers a challenge
     * @return this builder
     */
    public Builder authenticator(HandshakeAuthenticator credentials) {
      authenticator = credentials;
      return this;
    }

    /**
     * Which web pages a server lets in.
     *
     * @param policy decides by origin
     * @return this builder
     */
    public Builder origins(OriginPolicy policy) {
      origins = policy;
      return this;
    }

    /**
     * Whom a server lets in.
     *
     * @param decider decides by header fields and certificates
     * @return this builder
     */
    public Builder authorizer(HandshakeAuthorizer decider) {
      authorizer = decider;
      return this;
    }

    /**
     * The choices made.
     *
     * @return the options
     * @throws IllegalArgumentException if a value is out of its range
     */
    public WebSocketOptions build() {
      return new WebSocketOptions(
          threads,
          threadName,
          daemon,
          plainAllowed,
          maxMessageSize,
          pingInterval,
          peerTimeout,
          headers,
          authenticator,
          origins,
          authorizer);
    }
  }
}
