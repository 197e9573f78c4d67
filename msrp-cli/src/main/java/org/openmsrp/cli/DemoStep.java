// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

/**
 * One thing that the demonstration shows.
 *
 * @param title what it is
 * @param action does it
 */
record DemoStep(String title, Action action) {

  /** Does something with two endpoints. */
  @FunctionalInterface
  interface Action {
    /**
     * Does it.
     *
     * @return what was seen, for people
     * @throws CommandFailure if it is not what should have been seen
     */
    String run(DemoPair pair);
  }
}
