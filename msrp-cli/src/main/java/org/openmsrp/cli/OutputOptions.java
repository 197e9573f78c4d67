// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.PrintStream;
import picocli.CommandLine.Option;

/** In which form events are printed. */
final class OutputOptions {

  @Option(
      names = "--json",
      description = "Print each event as a JSON object on a line of its own, for programs.")
  private boolean json;

  EventPrinter printer(PrintStream out) {
    return json ? new JsonEvents(out) : new TextEvents(out);
  }
}
