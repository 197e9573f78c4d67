// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msrp demo}: two endpoints in one process show what this toolkit does. */
@Command(
    name = "demo",
    description = {
      "Let two endpoints in one process talk over the loopback interface: chat, a file with its"
          + " checksum, chat in between, a receiver that is slow, a transfer that is given up, a"
          + " type that is refused, sessions that share a connection.",
      "",
      "Each step is one line; the exit status is 0 only if all of them held. Temporary files are"
          + " deleted."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class DemoCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--file",
      paramLabel = "F",
      description = "Send this file. Default: 64 MiB of random octets.")
  private @Nullable Path file;

  @Option(
      names = "--transport",
      paramLabel = "nio|netty|websocket|all",
      converter = DemoSetup.Converter.class,
      description = "What carries it; all runs every combination and prints a table. Default: nio.")
  private DemoSetup.Choice choice = DemoSetup.Choice.USUAL;

  @Option(names = "--tls", description = "Use TLS. Alice knows Bob by his fingerprint.")
  private boolean tls;

  @Option(
      names = "--relay",
      description = "Put a relay (RFC 4976) in between, that of the testkit, in this process.")
  private boolean relay;

  @Mixin private CaptureOptions capture = new CaptureOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  DemoCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    MsrpLogger logger = logging.logger();
    Path own = file;
    if (own != null && !(Files.isRegularFile(own) && Files.isReadable(own))) {
      throw new CommandFailure(ExitStatus.USAGE, "can't read the file " + own);
    }
    if (relay && (tls || !choice.equals(DemoSetup.Choice.USUAL))) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--relay shows itself over plain TCP, without --tls and --transport");
    }
    if (choice.several() && tls) {
      throw new CommandFailure(ExitStatus.USAGE, "--transport all is with TLS and without anyway");
    }
    Path scratch = Files.createTempDirectory("msrp-demo");
    try {
      Path sent = own == null ? DemoContent.randomFile(scratch) : own;
      DemoSteps steps = new DemoSteps(console, scratch, sent);
      return choice.several()
          ? table(steps, logger)
          : one(new DemoSetup(choice.ways().get(0), tls, relay), steps, logger);
    } finally {
      capture.end(logger);
      Scratch.delete(scratch);
    }
  }

  private int one(DemoSetup setup, DemoSteps steps, MsrpLogger logger) {
    int held = run(setup, steps, logger);
    int all = steps.of(setup).size();
    console.out().println(setup.name() + ": " + held + " of " + all + " steps held");
    return held == all ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
  }

  private int table(DemoSteps steps, MsrpLogger logger) {
    List<String> rows = new ArrayList<>();
    boolean whole = true;
    int all = steps.all().size();
    for (DemoSetup setup : DemoSetup.all().toList()) {
      console.out().println(setup.name());
      long begin = System.nanoTime();
      int held = run(setup, steps, logger);
      whole &= held == all;
      double seconds = Amounts.secondsSince(begin);
      rows.add(
          String.format(
              Locale.ROOT, "%-18s  %2d of %d  %5.1f s", setup.name(), held, all, seconds));
    }
    console.out().println();
    console.out().println(String.format(Locale.ROOT, "%-18s  %-8s  %7s", "way", "held", "time"));
    rows.forEach(console.out()::println);
    return whole ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
  }

  private int run(DemoSetup setup, DemoSteps steps, MsrpLogger logger) {
    try (DemoPair pair = new DemoPair(setup, logger, capture, console)) {
      return (int) steps.of(setup).stream().filter(step -> held(step, pair)).count();
    }
  }

  private boolean held(DemoStep step, DemoPair pair) {
    try {
      console.out().println("✔ " + step.title() + ": " + step.action().run(pair));
      return true;
    } catch (CommandFailure e) {
      console.out().println("✘ " + step.title() + ": " + Failures.line(e));
      return false;
    }
  }
}
