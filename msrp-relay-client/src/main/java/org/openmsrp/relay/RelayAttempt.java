// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static java.util.Objects.requireNonNull;

/**
 * Something that was tried on the way to a grant, and did not work.
 *
 * @param where the relay, or the name that was looked up
 * @param kind what happened
 * @param why the same for people; holds neither password nor session id
 */
public record RelayAttempt(String where, RelayException.Reason kind, String why) {

  /**
   * Checks that nothing is missing.
   *
   * @param where the relay, or the name that was looked up
   * @param kind what happened
   * @param why the same for people
   */
  public RelayAttempt {
    requireNonNull(where, "where");
    requireNonNull(kind, "kind");
    requireNonNull(why, "why");
  }

  @Override
  public String toString() {
    return where + ": " + why;
  }
}
