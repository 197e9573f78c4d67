// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/** A transport failed: what happened ({@link #kind()}), where and why (message and cause). */
public final class TransportException extends RuntimeException {

  /** What happened. */
  public enum Kind {
    /** The peer could not be reached: refused, no route, unknown host. */
    UNREACHABLE,
    /** The local address is taken. */
    ADDRESS_IN_USE,
    /** The local address can't be listened on, for another reason than being taken. */
    BIND_FAILED,
    /** TLS was not agreed, or the peer's certificate was refused. */
    TLS_HANDSHAKE,
    /** An attempt, or an orderly close with a write pending, took too long. */
    TIMEOUT,
    /** The connection was reset by the peer or the network. */
    RESET,
    /** TLS ended without close_notify: what was received may be incomplete. */
    TRUNCATED,
    /** The connection was aborted by this side. */
    ABORTED,
    /** The WebSocket upgrade was refused. */
    UPGRADE_REFUSED,
    /** The peer broke a rule of the transport protocol (TLS, WebSocket). */
    PROTOCOL_VIOLATION,
    /** A handler threw. */
    HANDLER_FAILED,
    /** The transport was closed before or while it was asked to do something. */
    TRANSPORT_CLOSED
  }

  @Serial private static final long serialVersionUID = 1L;

  /** What happened. */
  private final Kind kind;

  /**
   * A failure without a cause.
   *
   * @param kind what happened
   * @param message what happened and where, for people
   */
  public TransportException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  /**
   * A failure with a cause.
   *
   * @param kind what happened
   * @param message what happened and where, for people
   * @param cause what made it happen
   */
  public TransportException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  /**
   * What happened.
   *
   * @return the kind of failure
   */
  public Kind kind() {
    return kind;
  }
}
