// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import java.util.Locale;
import java.util.Optional;

/**
 * Who opens the connection, seen by whoever wrote it: the attribute {@code setup} (RFC 4145 §4, RFC
 * 6135 §4.2). Its value {@code holdconn} must not be used with MSRP, and reads as if nothing were
 * said, so it is not here.
 */
public enum Setup {
  /** The writer connects. */
  ACTIVE,
  /** The writer listens; only in answers (RFC 6135 §4.2.2). */
  PASSIVE,
  /** The writer listens, and can connect as well; only in offers. */
  ACTPASS;

  static Optional<Setup> of(String value) {
    for (Setup setup : values()) {
      if (setup.toString().equals(value)) {
        return Optional.of(setup);
      }
    }
    return Optional.empty();
  }

  /**
   * Whether this value in an offer may be answered with another (RFC 4145 §4.1).
   *
   * @param answer the answer's value
   * @return true for passive to active, active to passive, and either of them to actpass
   */
  public boolean mayBeAnsweredWith(Setup answer) {
    return answer != ACTPASS && answer != this;
  }

  /** The value as SDP prints it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
