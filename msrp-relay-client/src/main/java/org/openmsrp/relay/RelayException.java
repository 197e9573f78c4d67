// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.session.MsrpSessionException;

/** No relay granted a path: what happened at last ({@link #reason()}), and everything tried. */
public final class RelayException extends MsrpSessionException {

  /** What happened. */
  public enum Reason {
    /** The relay's address can't be used: plaintext without leave, or a name without a port. */
    BAD_ADDRESS,
    /** DNS did not answer, or answered with nonsense. */
    LOOKUP_FAILED,
    /** The domain says that it has no such service (RFC 2782). */
    NOT_OFFERED,
    /** No connection, or it broke. */
    UNREACHABLE,
    /** The relay's certificate was refused, or TLS was not agreed. */
    TLS_FAILED,
    /** 401: user or password are wrong. */
    UNAUTHORIZED,
    /** 403: the user may not use this relay. */
    FORBIDDEN,
    /** 404: the relay, or the next one, could not be found. */
    NOT_FOUND,
    /** 408: the relay did not reach the next one in time. */
    TIMEOUT,
    /** 423 again, after its bounds were obeyed. */
    OUT_OF_BOUNDS,
    /** 501: it is no relay, or one without AUTH. */
    NO_RELAY,
    /** Another refusal. */
    REFUSED,
    /** No answer in time. */
    NO_ANSWER,
    /** The challenge asks for what is not known or not allowed here (RFC 4976 §9.1). */
    BAD_CHALLENGE,
    /** The relay does not know the password: its proof is wrong, or a demanded one is missing. */
    BAD_PROOF,
    /** A 200 without a usable Use-Path (RFC 4976 §6.3). */
    BAD_GRANT
  }

  @Serial private static final long serialVersionUID = 1L;

  /** What happened. */
  private final Reason reason;

  private final transient List<RelayAttempt> attempts;

  private RelayException(Reason reason, String message) {
    super(kind(reason), message);
    this.reason = requireNonNull(reason, "reason");
    this.attempts = List.of();
  }

  private RelayException(
      Reason reason, String message, List<RelayAttempt> attempts, Throwable cause) {
    super(kind(reason), message, cause);
    this.reason = requireNonNull(reason, "reason");
    this.attempts = List.copyOf(attempts);
  }

  static RelayException of(Reason reason, String message) {
    return new RelayException(reason, message);
  }

  static RelayException of(Reason reason, String message, Throwable cause) {
    return new RelayException(reason, message, List.of(), cause);
  }

  static RelayException refused(MsrpStatus status) {
    return of(reason(status), "refused with " + status + meaning(status));
  }

  /** Everything failed: the last reason, and each of them in the message. */
  static RelayException all(List<RelayAttempt> attempts, RelayException last) {
    String text = attempts.stream().map(RelayAttempt::toString).collect(Collectors.joining("; "));
    return new RelayException(last.reason, "no relay granted a path: " + text, attempts, last);
  }

  private static Reason reason(MsrpStatus status) {
    return switch (status.code()) {
      case 401 -> Reason.UNAUTHORIZED;
      case 403 -> Reason.FORBIDDEN;
      case 404 -> Reason.NOT_FOUND;
      case 408 -> Reason.TIMEOUT;
      case 423 -> Reason.OUT_OF_BOUNDS;
      case 501 -> Reason.NO_RELAY;
      default -> Reason.REFUSED;
    };
  }

  /** What the status means here: the standard's own comments are terse. */
  private static String meaning(MsrpStatus status) {
    return switch (reason(status)) {
      case UNAUTHORIZED -> ": the user's name or password is wrong";
      case FORBIDDEN -> ": the user may not use this relay";
      case NOT_FOUND -> ": it does not find itself or the next relay by this name";
      case TIMEOUT -> ": it did not reach the next relay in time";
      case OUT_OF_BOUNDS -> ": it takes no lifetime that it was asked for";
      case NO_RELAY -> ": this is no relay, or one without AUTH";
      default -> "";
    };
  }

  private static Kind kind(Reason reason) {
    return switch (reason) {
      case NO_ANSWER, TIMEOUT -> Kind.TIMEOUT;
      case BAD_ADDRESS, LOOKUP_FAILED, NOT_OFFERED, UNREACHABLE, TLS_FAILED ->
          Kind.CONNECTION_FAILED;
      default -> Kind.BINDING_REFUSED;
    };
  }

  /**
   * What happened, or what happened last.
   *
   * @return the reason
   */
  public Reason reason() {
    return reason;
  }

  /**
   * What was tried, in order.
   *
   * @return one entry for each relay or name that failed
   */
  public List<RelayAttempt> attempts() {
    return attempts;
  }

  /** Whether another target of the same relay may do better. */
  boolean worthAnotherTarget() {
    return switch (reason) {
      case UNAUTHORIZED, FORBIDDEN, OUT_OF_BOUNDS, BAD_CHALLENGE, BAD_PROOF, BAD_ADDRESS -> false;
      default -> true;
    };
  }
}
