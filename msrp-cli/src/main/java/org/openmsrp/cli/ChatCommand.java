// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code msrp chat}: two people, line by line. */
@Command(
    name = "chat",
    description = {
      "Chat with a peer, line by line, and send each other files meanwhile.",
      "",
      "One side listens and tells the other the path that is printed. What you write is marked with"
          + " a tick once the peer has it. /help lists what else a line can do."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ChatCommand implements Callable<Integer> {

  /** Who waits and who comes. */
  static final class Side {

    @Option(
        names = "--listen",
        required = true,
        paramLabel = "URI",
        converter = UriConverter.class,
        description =
            "Wait for the peer here. Port 0 takes a free one, and without a session id a secret"
                + " one is made.")
    private @Nullable MsrpUri listen;

    @Option(
        names = "--remote",
        required = true,
        paramLabel = "PATH",
        converter = PathConverter.class,
        description = "Connect to the peer that waits here.")
    private @Nullable MsrpPath remote;
  }

  private final Console console;

  @ArgGroup(multiplicity = "1")
  private @Nullable Side side;

  @Option(
      names = "--dir",
      paramLabel = "DIR",
      description = "Put the peer's files here; created if it is missing. Default: inbox.")
  private Path directory = Path.of("inbox");

  @Mixin private RateOption rate = new RateOption();

  @Option(
      names = "--timeout",
      paramLabel = "S",
      converter = SecondsConverter.class,
      description = "Wait so many seconds for the connection and for each answer. Default: 30.")
  private Duration timeout = Duration.ofSeconds(30);

  @Mixin private ListeningOptions listening = new ListeningOptions();

  @Mixin private LoggingOptions logging = new LoggingOptions();

  ChatCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    MsrpLogger logger = logging.quietLogger();
    Path inbox = Inbox.usable(directory);
    Side chosen = requireNonNull(side);
    MsrpPath peer = chosen.remote;
    MsrpUri here = peer == null ? requireNonNull(chosen.listen) : peer.first();
    MsrpTimeouts timeouts =
        MsrpTimeouts.DEFAULT
            .withConnect(timeout)
            .withTransaction(timeout)
            .withSuccessReport(timeout)
            .withIncoming(Stacks.FOR_EVER);
    try (MsrpStack stack = stack(peer, here, timeouts, logger)) {
      MsrpChannel channel = peer == null ? accept(stack, here) : connect(stack, peer);
      return new Chat(channel, rate, inbox, console).run();
    }
  }

  private MsrpStack stack(
      @Nullable MsrpPath peer, MsrpUri here, MsrpTimeouts timeouts, MsrpLogger logger) {
    return peer == null
        ? listening.stack(here, timeouts, logger)
        : listening.transport().connecting(here, timeouts, logger);
  }

  private MsrpChannel accept(MsrpStack stack, MsrpUri here) {
    DirectAcceptor acceptor = stack.acceptor();
    console.onInterrupt(acceptor::close);
    MsrpPath path = acceptor.prepare(here).toCompletableFuture().join();
    List<String> fingerprints = listening.fingerprints();
    String known = fingerprints.isEmpty() ? "" : " --fingerprint '" + fingerprints.get(0) + "'";
    console.out().println(new Event.Listening(path, fingerprints).sentence());
    console.out().println("your peer joins with: msrp chat --remote '" + path + "'" + known);
    return join(acceptor.completeWithAnyPeer());
  }

  private MsrpChannel connect(MsrpStack stack, MsrpPath peer) {
    DirectConnector connector = stack.connector(TransportOptions.options(peer.first()));
    console.onInterrupt(connector::close);
    join(connector.prepare());
    return join(connector.complete(peer));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
