// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.time.Duration;

/** A phase of connecting took longer than its timeout in {@link MsrpTimeouts}. */
public final class MsrpTimeoutException extends MsrpSessionException {

  /** What took too long. */
  public enum Phase {
    /** Opening a connection. */
    CONNECT,
    /** Waiting for the peer to connect and to send the first request. */
    INCOMING,
    /** Waiting for the answer to the binding request. */
    BIND,
    /** Waiting for the answer to a request that concerns no session, such as AUTH. */
    ANSWER
  }

  @Serial private static final long serialVersionUID = 1L;

  /** What took too long. */
  private final Phase phase;

  /**
   * A timeout.
   *
   * @param phase what took too long
   * @param timeout how long was waited
   */
  public MsrpTimeoutException(Phase phase, Duration timeout) {
    super(Kind.TIMEOUT, "timeout in phase " + requireNonNull(phase) + " after " + timeout);
    this.phase = phase;
  }

  /**
   * What took too long.
   *
   * @return the phase
   */
  public Phase phase() {
    return phase;
  }
}
