// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msrp receive}: waits for one peer and takes what it sends. */
@Command(
    name = "receive",
    description = {
      "Wait for a peer and take what it sends.",
      "",
      "Short plain texts are printed; everything else becomes a file under a safe name, which never"
          + " overwrites another. A file ends in .part until it is complete."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ReceiveCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private PassiveOptions peer;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Put files here; created if it is missing. Default: the current directory.")
  private Path directory = Path.of("");

  @Option(
      names = "--count",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "End after so many messages. Without it, when the peer closes the session.")
  private int count;

  @Option(
      names = "--accept-types",
      paramLabel = "TYPE",
      split = "[ ,]+",
      converter = AcceptTypeConverter.class,
      description = "Take these media types only: *, type/* or type/subtype, with commas between.")
  private List<String> acceptTypes = List.of("*");

  @Option(
      names = "--resume",
      description =
          "Let the peer go on with a file whose beginning is here, under its name and .part.")
  private boolean resume;

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  ReceiveCommand(Console console) {
    this.console = console;
    this.peer = new PassiveOptions(console);
  }

  @Override
  public Integer call() {
    MsrpLogger logger = logging.logger();
    EventPrinter events = output.printer(console.out());
    Path usable = Inbox.usable(directory);
    Inbox inbox =
        new Inbox(new Inbox.Manner(usable, count, resume, new OneProgress(console)), events);
    try (PassiveOptions side = peer;
        MsrpStack stack = side.stack(logger)) {
      MsrpSession session = start(side.accept(stack, events), inbox);
      SessionEnd end = PassiveOptions.untilOver(session, console, inbox.enough());
      inbox.settle();
      events.print(Fates.closed(end));
      return inbox.satisfied() && Fates.orderly(end) ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
    }
  }

  private MsrpSession start(MsrpChannel channel, Inbox inbox) {
    return MsrpSession.builder(channel)
        .acceptTypes(acceptTypes.toArray(String[]::new))
        .handler(inbox)
        .start();
  }
}
