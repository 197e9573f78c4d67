// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

/** Tells what happens. Safe for use by many threads; each event is printed as a whole, at once. */
interface EventPrinter {

  /** Prints one event on a line of its own. */
  void print(Event event);
}
