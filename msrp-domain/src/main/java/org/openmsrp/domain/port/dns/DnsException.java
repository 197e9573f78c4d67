// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * A lookup failed, so that nothing is known about the name. That a name or record does not exist is
 * no failure.
 */
public final class DnsException extends RuntimeException {

  /** What happened. */
  public enum Kind {
    /** No server answered in time. */
    TIMEOUT,
    /** A server answered that it can't or won't say (SERVFAIL, REFUSED). */
    SERVER_FAILURE,
    /** An answer could not be understood, or a server could not be spoken to. */
    BAD_ANSWER,
    /** There are more records than the resolver's limit. */
    TOO_MANY_RECORDS,
    /** The resolver is closed. */
    CLOSED
  }

  @Serial private static final long serialVersionUID = 1L;

  /** What happened. */
  private final Kind kind;

  /**
   * A failure without a cause.
   *
   * @param kind what happened
   * @param message what happened and which name was asked for
   */
  public DnsException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  /**
   * A failure with a cause.
   *
   * @param kind what happened
   * @param message what happened and which name was asked for
   * @param cause what made it happen
   */
  public DnsException(Kind kind, String message, Throwable cause) {
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
