// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openmsrp.transport.nio.NioSrvResolver;

/** The {@code msrp} command. */
public final class Msrp {

  /** The launcher says so if standard error is a terminal; the JDK can't tell. */
  private static final String TERMINAL = "org.openmsrp.cli.terminal";

  /** How long a signal waits for the command to end in order. */
  private static final long GRACE_SECONDS = 15;

  private Msrp() {}

  /**
   * Runs a command and exits the virtual machine with its status.
   *
   * @param args the command's name and arguments
   */
  public static void main(String[] args) {
    // What is printed is read by programs and by terminals of today: UTF-8 whatever the locale.
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    System.setErr(err);
    CompletableFuture<Void> interrupted = new CompletableFuture<>();
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook = new Thread(() -> endInOrder(interrupted, ended), "msrp-shutdown");
    Runtime.getRuntime().addShutdownHook(hook);
    boolean terminal = Boolean.getBoolean(TERMINAL);
    Console console = new Console(System.in, out, err, terminal, interrupted, NioSrvResolver::new);
    System.exit(run(console, ended, args));
  }

  private static int run(Console console, CountDownLatch ended, String[] args) {
    try {
      return Cli.run(console, args);
    } finally {
      console.out().flush();
      console.err().flush();
      ended.countDown();
    }
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new BufferedOutputStream(new FileOutputStream(descriptor)), true, StandardCharsets.UTF_8);
  }

  /** Comes on a signal, and after every ordinary end, when there is nothing left to wait for. */
  private static void endInOrder(CompletableFuture<Void> interrupted, CountDownLatch ended) {
    interrupted.complete(null);
    try {
      if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
        System.err.println("msrp: ended before everything was closed in order");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
