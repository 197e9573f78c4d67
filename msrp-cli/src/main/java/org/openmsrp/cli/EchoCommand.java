// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code msrp echo}: waits for one peer and sends back what it sends. */
@Command(
    name = "echo",
    description = {
      "Wait for a peer and send every message back to it.",
      "",
      "Long messages wait in a temporary file until they are complete."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class EchoCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private PassiveOptions peer;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  EchoCommand(Console console) {
    this.console = console;
    this.peer = new PassiveOptions(console);
  }

  @Override
  public Integer call() throws IOException {
    MsrpLogger logger = logging.logger();
    EventPrinter events = output.printer(console.out());
    Path scratch = Files.createTempDirectory("msrp-echo");
    try (PassiveOptions side = peer;
        MsrpStack stack = side.stack(logger)) {
      return run(side.accept(stack, events), scratch, events);
    } finally {
      Scratch.delete(scratch);
    }
  }

  private int run(MsrpChannel channel, Path scratch, EventPrinter events) {
    CompletableFuture<MsrpSession> session = new CompletableFuture<>();
    Echo echo = new Echo(session, scratch, events);
    session.complete(MsrpSession.builder(channel).handler(echo).start());
    SessionEnd end = PassiveOptions.untilOver(session.join(), console, new CompletableFuture<>());
    boolean delivered = echo.settle();
    events.print(Fates.closed(end));
    return delivered && Fates.orderly(end) ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
  }
}
