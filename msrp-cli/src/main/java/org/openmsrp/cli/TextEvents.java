// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.PrintStream;

/** Events as sentences, for people. */
record TextEvents(PrintStream out) implements EventPrinter {

  @Override
  public synchronized void print(Event event) {
    out.println(event.sentence());
  }
}
