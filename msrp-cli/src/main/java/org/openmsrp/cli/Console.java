// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.InputStream;
import java.io.PrintStream;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.openmsrp.domain.port.dns.SrvResolver;

/**
 * What a command has to do with the world outside: its streams, the wish that it shall end, and who
 * finds relays by name.
 *
 * @param in where input comes from
 * @param out results and events, nothing else
 * @param err errors, progress, help that was not asked for
 * @param terminal whether {@code err} is a terminal, so that progress can be drawn on it
 * @param interrupted completes when the user wants the command to end: it then ends in order
 * @param resolvers makes a resolver for one command, which closes it
 */
record Console(
    InputStream in,
    PrintStream out,
    PrintStream err,
    boolean terminal,
    CompletableFuture<Void> interrupted,
    Supplier<SrvResolver> resolvers) {

  /** Shows how far something is, if anybody can see it. */
  Progress progress(String task, long octets) {
    return terminal ? new ProgressLine(err, task, octets) : Progress.NONE;
  }

  /** Does something when the user wants the command to end; at once if that is so already. */
  void onInterrupt(Runnable action) {
    CompletableFuture<Void> unused = interrupted.thenRun(action);
  }
}
