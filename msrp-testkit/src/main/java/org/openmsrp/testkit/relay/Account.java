// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

/**
 * A user of the relay.
 *
 * @param password as it was given; a test's, so not worth protecting
 * @param allowed whether the user may use the relay; otherwise the answer is 403
 */
record Account(String password, boolean allowed) {

  @Override
  public String toString() {
    return "account" + (allowed ? "" : ", not allowed");
  }
}
