// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.TlsFailure;

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

  /** Why TLS was not agreed, if it was not and that is known. */
  private final @Nullable TlsFailure tlsFailure;

  /**
   * A failure without a cause.
   *
   * @param kind what happened
   * @param message what happened and where, for people
   */
  public TransportException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
    this.tlsFailure = null;
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
    this.tlsFailure = null;
  }

  /**
   * TLS was not agreed: a failure of kind {@link Kind#TLS_HANDSHAKE}.
   *
   * @param tlsFailure why
   * @param message what happened and where, for people
   * @param cause what made it happen
   */
  public TransportException(TlsFailure tlsFailure, String message, Throwable cause) {
    super(message, cause);
    this.kind = Kind.TLS_HANDSHAKE;
    this.tlsFailure = requireNonNull(tlsFailure, "tlsFailure");
  }

  /**
   * TLS was not agreed: a failure of kind {@link Kind#TLS_HANDSHAKE}.
   *
   * @param tlsFailure why
   * @param message what happened and where, for people
   */
  public TransportException(TlsFailure tlsFailure, String message) {
    super(message);
    this.kind = Kind.TLS_HANDSHAKE;
    this.tlsFailure = requireNonNull(tlsFailure, "tlsFailure");
  }

  /**
   * What happened.
   *
   * @return the kind of failure
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Why TLS was not agreed.
   *
   * @return the reason, if this is of kind {@link Kind#TLS_HANDSHAKE} and it is known
   */
  public Optional<TlsFailure> tlsFailure() {
    return Optional.ofNullable(tlsFailure);
  }
}
