// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelayRenewal;
import org.openmsrp.session.Connector;
import org.openmsrp.session.DirectAcceptor;
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
      "One side listens, here or behind a relay, and tells the other the path that is printed. What"
          + " you write is marked with a tick once the peer has it. /help lists what else a line can"
          + " do."
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
            "Wait for the peer here; not needed with --relay. Port 0 takes a free one, and without a"
                + " session id a secret one is made.")
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

  @ArgGroup(multiplicity = "0..1")
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

  @Mixin private RelayOptions relay;

  @Mixin private LoggingOptions logging = new LoggingOptions();

  ChatCommand(Console console) {
    this.console = console;
    this.relay = new RelayOptions(console);
  }

  @Override
  public Integer call() {
    MsrpLogger logger = logging.quietLogger();
    Path inbox = Inbox.usable(directory);
    MsrpTimeouts timeouts =
        MsrpTimeouts.DEFAULT
            .withConnect(timeout)
            .withTransaction(timeout)
            .withSuccessReport(timeout)
            .withIncoming(Stacks.FOR_EVER);
    MsrpUri here = side == null ? null : side.listen;
    MsrpPath peer = side == null ? null : side.remote;
    try (RelayOptions way = relay;
        MsrpStack stack = stack(way, peer, here, timeouts, logger)) {
      MsrpChannel channel = peer == null ? accept(stack, here) : connect(stack, peer);
      return new Chat(channel, rate, inbox, console).run();
    }
  }

  private MsrpStack stack(
      RelayOptions way,
      @Nullable MsrpPath peer,
      @Nullable MsrpUri here,
      MsrpTimeouts timeouts,
      MsrpLogger logger) {
    if (way.used()) {
      return listening.transport().connecting(way.uri(), timeouts, logger);
    }
    if (peer != null) {
      return listening.transport().connecting(peer.first(), timeouts, logger);
    }
    if (here == null) {
      throw new CommandFailure(ExitStatus.USAGE, "one of --listen, --remote, --relay is needed");
    }
    return listening.stack(here, timeouts, logger);
  }

  private MsrpChannel accept(MsrpStack stack, @Nullable MsrpUri here) {
    return relay.used() ? acceptBehindRelay(stack, here) : listen(stack, requireNonNull(here));
  }

  private MsrpChannel acceptBehindRelay(MsrpStack stack, @Nullable MsrpUri own) {
    RelayConnector connector = throughRelay(stack, RelayMode.PASSIVE);
    CompletableFuture<MsrpChannel> waiting = new CompletableFuture<>();
    connector.listener(renewal -> renewed(renewal, waiting));
    console.onInterrupt(connector::close);
    invite(join(own == null ? connector.prepare() : connector.prepare(own)));
    MsrpChannel channel = join(connector.completeWithAnyPeer());
    waiting.complete(channel);
    return channel;
  }

  private void renewed(RelayRenewal renewal, CompletableFuture<MsrpChannel> waiting) {
    if (waiting.isDone()) {
      relay.endsSoon();
    } else {
      invite(renewal.localPath());
    }
  }

  private MsrpChannel listen(MsrpStack stack, MsrpUri here) {
    DirectAcceptor acceptor = stack.acceptor();
    console.onInterrupt(acceptor::close);
    invite(join(acceptor.prepare(here)));
    return join(acceptor.completeWithAnyPeer());
  }

  private void invite(MsrpPath path) {
    List<String> fingerprints = listening.fingerprints();
    String known = fingerprints.isEmpty() ? "" : " --fingerprint '" + fingerprints.get(0) + "'";
    console.out().println(new Event.Listening(path, fingerprints).sentence());
    console.out().println("your peer joins with: msrp chat --remote '" + path + "'" + known);
  }

  private MsrpChannel connect(MsrpStack stack, MsrpPath peer) {
    Connector connector =
        relay.used()
            ? throughRelay(stack, RelayMode.ACTIVE)
            : stack.connector(TransportOptions.options(peer.first()));
    console.onInterrupt(connector::close);
    join(connector.prepare());
    return join(connector.complete(peer));
  }

  private RelayConnector throughRelay(MsrpStack stack, RelayMode mode) {
    return relay.connector(stack, mode, TransportOptions.options(relay.uri()));
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
