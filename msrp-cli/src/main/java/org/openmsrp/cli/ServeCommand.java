// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msrp serve}: many sessions on one port. */
@Command(
    name = "serve",
    description = {
      "Offer many sessions on one port, and take what their peers send, or send it back.",
      "",
      "Each session has a path of its own, which is printed. When its peer has gone, the path is"
          + " offered again, until the command is interrupted."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ServeCommand implements Callable<Integer> {

  private final Console console;

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "URI",
      converter = UriConverter.class,
      description = "Listen here. Port 0 takes a free one; session ids are made.")
  private @Nullable MsrpUri listen;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Offer so many sessions. Default: 1.")
  private int sessions = 1;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Put files here; created if it is missing. Default: the current directory.")
  private Path directory = Path.of("");

  @Option(names = "--echo", description = "Send every message back instead of keeping it.")
  private boolean echo;

  @Option(
      names = "--once",
      description = "Offer each session once, and end when all of them are over.")
  private boolean once;

  @Mixin private ListeningOptions listening = new ListeningOptions();

  @Mixin private OutputOptions output = new OutputOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  ServeCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    MsrpLogger logger = logging.logger();
    EventPrinter events = output.printer(console.out());
    Path scratch = echo ? Files.createTempDirectory("msrp-serve") : Inbox.usable(directory);
    MsrpTimeouts timeouts = MsrpTimeouts.DEFAULT.withIncoming(Stacks.FOR_EVER);
    try (MsrpStack stack = listening.stack(requireNonNull(listen), timeouts, logger)) {
      return serve(stack, new Offers.Kind(echo, once, scratch, events));
    } finally {
      if (echo) {
        Scratch.delete(scratch);
      }
    }
  }

  private int serve(MsrpStack stack, Offers.Kind kind) {
    try (MsrpServer server = stack.server(requireNonNull(listen)).toCompletableFuture().join()) {
      Offers offers = new Offers(server, kind, listening.fingerprints());
      offers.open(sessions);
      CompletableFuture.anyOf(offers.over(), console.interrupted()).join();
      return offers.close() ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
    }
  }
}
