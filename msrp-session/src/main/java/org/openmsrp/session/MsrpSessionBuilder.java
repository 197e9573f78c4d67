// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.List;

/** Puts an {@link MsrpSession} on a channel. Not safe for use by several threads at once. */
public final class MsrpSessionBuilder {

  private final MsrpChannel channel;
  private SessionHandler handler = IncomingMessage::discard;
  private AcceptTypes acceptTypes = new AcceptTypes(List.of("*"));

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
   * Sets which media types are taken; others are answered 415. multipart/mixed and
   * multipart/alternative are always taken (RFC 4975 §7.3.1).
   *
   * @param patterns {@code *}, {@code type/*} or {@code type/subtype}; {@code *} if this is not
   *     called
   * @return this builder
   */
  public MsrpSessionBuilder acceptTypes(String... patterns) {
    acceptTypes = new AcceptTypes(List.of(patterns));
    return this;
  }

  /**
   * Starts the session. What arrived since the binding comes first.
   *
   * @return the session
   */
  public MsrpSession start() {
    MsrpSession session = new MsrpSession(channel.core());
    session.start(handler, acceptTypes);
    return session;
  }
}
