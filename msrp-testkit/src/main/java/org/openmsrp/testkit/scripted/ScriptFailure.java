// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import org.jspecify.annotations.Nullable;

/** A step of a script did not go as written. Its message tells all steps so far and what came. */
public final class ScriptFailure extends AssertionError {

  /** What went wrong. */
  public enum Kind {
    /** There is no connection, or its handshake failed. */
    NOT_CONNECTED,
    /** The octets could not be sent: the connection broke, or the other end did not read. */
    NOT_SENT,
    /** What was expected did not come in time. */
    NOT_IN_TIME,
    /** Something else came in its place. */
    SOMETHING_ELSE,
    /** The connection ended before it came. */
    ENDED,
    /** The connection should have ended otherwise, or did not end in time. */
    NOT_ENDED,
    /** The other end wrote what is no MSRP. */
    MALFORMED
  }

  private static final long serialVersionUID = 1;

  /** What went wrong. */
  private final Kind kind;

  /** Which step, counted from 1. */
  private final int step;

  /** What came, shown in escapes. */
  private final String seen;

  ScriptFailure(Kind kind, int step, String seen, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.step = step;
    this.seen = seen;
  }

  /**
   * What went wrong.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Which step failed.
   *
   * @return its number; the first step is 1, connecting is 0
   */
  public int step() {
    return step;
  }

  /**
   * What had come when it failed.
   *
   * @return the last octets, up to a few hundred; CR, LF and what is no visible ASCII in escapes
   */
  public String seen() {
    return seen;
  }
}
