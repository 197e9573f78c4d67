// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

/** Signals that each follow from the one before (T1.4). */
final class Chains {

  /** Enough to overflow any stack that grows with them. */
  static final int LENGTH = 100_000;

  /** More frames than a transport and its test need, fewer than a recursion makes. */
  static final int STACK = 200;

  private Chains() {}

  static void next(long signals, Runnable verb) {
    if (signals < LENGTH) {
      verb.run();
    }
  }
}
