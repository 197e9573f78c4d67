// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Puts an {@link MsrpSession} on a channel. Not safe for use by several threads at once. */
public final class MsrpSessionBuilder {

  private final MsrpChannel channel;
  private SessionHandler handler = IncomingMessage::discard;
  private Optional<ReportRequest> defaultReports = Optional.empty();
  private AcceptTypes acceptTypes = AcceptTypes.ANY;
  private ReportPolicy reports = ReportPolicy.WHOLE;
  private Optional<AcceptTypes> peerAcceptTypes = Optional.empty();
  private OptionalLong peerMaxSize = OptionalLong.empty();
  private Optional<Duration> keepAlive = Optional.empty();
  private Optional<Duration> idleTimeout = Optional.empty();

  MsrpSessionBuilder(MsrpChannel channel) {
    this.channel = requireNonNull(channel, "channel");
  }

  /**
   * Sets who gets what arrives.
   *
   * @param value the handler; if this is not called, messages are dropped
   * @return this builder
   */
  public MsrpSessionBuilder handler(SessionHandler value) {
    handler = requireNonNull(value, "handler");
    return this;
  }

  /**
   * Sets which media types are taken; others are answered 415. multipart/mixed,
   * multipart/alternative and multipart/signed are always taken (RFC 4975 §7.3.1, §14.3).
   *
   * @param patterns {@code *}, {@code type/*} or {@code type/subtype}; {@code *} if this is not
   *     called
   * @return this builder
   */
  public MsrpSessionBuilder acceptTypes(String... patterns) {
    acceptTypes = AcceptTypes.of(patterns);
    return this;
  }

  /**
   * Sets when the success reports that the peer asks for are sent.
   *
   * @param value {@link ReportPolicy#WHOLE} if this is not called
   * @return this builder
   */
  public MsrpSessionBuilder reports(ReportPolicy value) {
    reports = requireNonNull(value, "reports");
    return this;
  }

  /**
   * Sets which answers are asked for where a message leaves it at {@link ReportRequest#DEFAULT}.
   *
   * @param value if this is not called, success reports as well if a relay is in the peer's path,
   *     since then the answer of the next hop says nothing of the peer
   * @return this builder
   */
  public MsrpSessionBuilder defaultReports(ReportRequest value) {
    defaultReports = Optional.of(value);
    return this;
  }

  /**
   * Sets which media types the peer takes, as its session description says in {@code accept-types}.
   * A message of another type is not sent (RFC 4975 §8.6). Nor is, in any case, one of a type that
   * the peer has answered 415 to.
   *
   * @param patterns {@code *}, {@code type/*} or {@code type/subtype}
   * @return this builder
   */
  public MsrpSessionBuilder peerAcceptTypes(String... patterns) {
    peerAcceptTypes = Optional.of(AcceptTypes.of(patterns));
    return this;
  }

  /**
   * Sets how large messages of the peer's liking are, as its session description says in {@code
   * max-size}. Larger ones are not sent (RFC 4975 §8.6).
   *
   * @param octets not negative
   * @return this builder
   */
  public MsrpSessionBuilder peerMaxSize(long octets) {
    if (octets < 0) {
      throw new IllegalArgumentException("max-size " + octets);
    }
    peerMaxSize = OptionalLong.of(octets);
    return this;
  }

  /**
   * Asks the peer for a sign of life, an empty SEND, whenever nothing of it came for so long. If it
   * does not answer within {@link MsrpTimeouts#transaction()}, the session ends with {@link
   * SessionEnd.PeerSilent}; any answer will do.
   *
   * @param interval positive; 60 s keeps most address translators awake. If this is not called,
   *     nobody is asked
   * @return this builder
   */
  public MsrpSessionBuilder keepAlive(Duration interval) {
    keepAlive = Optional.of(positive(interval));
    return this;
  }

  /**
   * Ends the session, with {@link SessionEnd.Idle}, when nothing was sent or received for so long.
   * What keep-alives of this side and their answers do does not count.
   *
   * @param timeout positive; if this is not called, sessions may be idle for ever
   * @return this builder
   */
  public MsrpSessionBuilder idleTimeout(Duration timeout) {
    idleTimeout = Optional.of(positive(timeout));
    return this;
  }

  private static Duration positive(Duration value) {
    if (value.isNegative() || value.isZero()) {
      throw new IllegalArgumentException("not positive: " + value);
    }
    return value;
  }

  /**
   * Starts the session. What arrived since the binding comes first.
   *
   * @return the session
   */
  public MsrpSession start() {
    ReportRequest byPath =
        channel.core().toPath().size() > 1 ? ReportRequest.CONFIRMED : ReportRequest.DEFAULT;
    PeerOffer offer = new PeerOffer(peerAcceptTypes, peerMaxSize);
    MsrpSession session = new MsrpSession(channel.core(), offer, defaultReports.orElse(byPath));
    session.start(handler, acceptTypes, reports);
    session.watch(keepAlive, idleTimeout);
    return session;
  }
}
