// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;

/** A session can't do what was asked: what happened ({@link #kind()}), where, and why. */
public class MsrpSessionException extends RuntimeException {

  /** What happened. */
  public enum Kind {
    /** No transport of the stack serves the URI. */
    NO_TRANSPORT,
    /** The connection could not be made, or broke while binding. */
    CONNECTION_FAILED,
    /**
     * The peer's certificate is not the one whose fingerprint was promised, or none was promised
     * where one is needed (RFC 4975 §14.4); or a connector's path is {@code msrps} and the peer's
     * leads to a connection without TLS (RFC 4975 §6).
     */
    PEER_NOT_VERIFIED,
    /** The peer refused the binding; {@link #status()} says with what. */
    BINDING_REFUSED,
    /** The answer to a request can't be read; {@link #status()} says what it was. */
    WRONG_ANSWER,
    /** Something took longer than its timeout; see {@link MsrpTimeoutException}. */
    TIMEOUT,
    /** The session or connector is closed or closing. */
    CLOSED,
    /** A connector was used in a wrong order, such as {@code complete} before {@code prepare}. */
    WRONG_STATE,
    /** More is queued than the high-water mark allows; try again later. */
    QUEUE_FULL,
    /** The message ended in a failure; only {@link MsrpSession#deliver} says it this way. */
    NOT_DELIVERED,
    /** The peer does not take messages of this type. */
    TYPE_NOT_ACCEPTED,
    /** A message is larger than may be kept in memory, or than the peer takes. */
    TOO_LARGE,
    /** An incoming message ended before it was complete. */
    INCOMPLETE,
    /** Reading or writing a file failed. */
    IO_FAILED
  }

  @Serial private static final long serialVersionUID = 1L;

  /** What happened. */
  private final Kind kind;

  private final transient @Nullable MsrpStatus status;

  /**
   * A failure without a cause.
   *
   * @param kind what happened
   * @param message what happened and where, for people; without session ids
   */
  public MsrpSessionException(Kind kind, String message) {
    this(kind, message, Optional.empty(), null);
  }

  /**
   * A failure with a cause.
   *
   * @param kind what happened
   * @param message what happened and where, for people; without session ids
   * @param cause what made it happen
   */
  public MsrpSessionException(Kind kind, String message, Throwable cause) {
    this(kind, message, Optional.empty(), cause);
  }

  /**
   * A failure that the peer named by a status.
   *
   * @param kind what happened
   * @param message what happened and where, for people; without session ids
   * @param status what the peer said
   */
  public MsrpSessionException(Kind kind, String message, MsrpStatus status) {
    this(kind, message, Optional.of(status), null);
  }

  private MsrpSessionException(
      Kind kind, String message, Optional<MsrpStatus> status, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
    this.status = status.orElse(null);
  }

  /** A failure because a session ended, with the reason of its end as the cause if it has one. */
  static MsrpSessionException ended(Kind kind, String what, SessionEnd end) {
    String message = what + ": " + end.explanation();
    if (end instanceof SessionEnd.ConnectionFailed failed) {
      return new MsrpSessionException(kind, message, failed.cause());
    }
    if (end instanceof SessionEnd.ProtocolError error) {
      return new MsrpSessionException(kind, message, error.cause());
    }
    return new MsrpSessionException(kind, message);
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
   * What the peer said.
   *
   * @return the status, if one made this failure
   */
  public Optional<MsrpStatus> status() {
    return Optional.ofNullable(status);
  }
}
