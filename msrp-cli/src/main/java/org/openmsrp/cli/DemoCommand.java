// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
          + " checksum, a transfer that is given up, a type that is refused.",
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
    Path scratch = Files.createTempDirectory("msrp-demo");
    try {
      Path sent = own == null ? DemoContent.randomFile(scratch) : own;
      return run(DemoSetup.tcp(logger), new DemoSteps(console, scratch, sent));
    } finally {
      Scratch.delete(scratch);
    }
  }

  private int run(DemoSetup setup, DemoSteps steps) {
    try (DemoPair pair = new DemoPair(setup, console)) {
      List<DemoStep> all = steps.all();
      long held = all.stream().filter(step -> held(step, pair)).count();
      console.out().println(setup.name() + ": " + held + " of " + all.size() + " steps held");
      return held == all.size() ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
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
