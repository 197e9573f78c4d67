// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelayRenewal;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.SessionEnd;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The side that waits for its peer. It is closed after the stack. */
final class PassiveOptions implements AutoCloseable {

  @Option(
      names = "--local",
      paramLabel = "URI",
      converter = UriConverter.class,
      description =
          "Listen here; needed without --relay. Port 0 takes a free one, and without a session id a"
              + " secret one is made: the path for the peer is printed.")
  private @Nullable MsrpUri local;

  @Option(
      names = "--remote",
      paramLabel = "PATH",
      converter = PathConverter.class,
      description = "Admit this peer only. Without it, whoever knows the session id may come.")
  private @Nullable MsrpPath remote;

  @Option(
      names = "--timeout",
      paramLabel = "S",
      converter = SecondsConverter.class,
      description = "Wait for the peer so many seconds at most. Without it, for ever.")
  private Duration timeout = Stacks.FOR_EVER;

  @Mixin private ListeningOptions listening = new ListeningOptions();

  @Mixin private RelayOptions relay;

  private final Console console;
  private volatile boolean met;

  PassiveOptions(Console console) {
    this.console = console;
    this.relay = new RelayOptions(console);
  }

  MsrpStack stack(MsrpLogger logger) {
    MsrpTimeouts timeouts = MsrpTimeouts.DEFAULT.withIncoming(timeout);
    if (relay.used()) {
      return listening.transport().connecting(relay.uri(), timeouts, logger);
    }
    if (local == null) {
      throw new CommandFailure(ExitStatus.USAGE, "Missing required option: '--local=URI'");
    }
    return listening.stack(requireNonNull(local), timeouts, logger);
  }

  /** Waits for the peer. */
  MsrpChannel accept(MsrpStack stack, EventPrinter events) {
    return relay.used() ? acceptBehind(stack, events) : listen(stack, events);
  }

  private MsrpChannel acceptBehind(MsrpStack stack, EventPrinter events) {
    RelayConnector connector =
        relay
            .connector(stack, RelayMode.PASSIVE, TransportOptions.options(relay.uri()))
            .listener(renewal -> renewed(renewal, events));
    console.onInterrupt(connector::close);
    MsrpUri own = local;
    MsrpPath path =
        (own == null ? connector.prepare() : connector.prepare(own)).toCompletableFuture().join();
    events.print(new Event.Listening(path, listening.fingerprints()));
    MsrpPath peer = remote;
    MsrpChannel channel =
        (peer == null ? connector.completeWithAnyPeer() : connector.complete(peer))
            .toCompletableFuture()
            .join();
    met = true;
    events.print(new Event.Bound(channel.remotePath()));
    return channel;
  }

  /** Who has not come yet has to come along the new path. */
  private void renewed(RelayRenewal renewal, EventPrinter events) {
    if (met) {
      relay.endsSoon();
      return;
    }
    if (remote != null) {
      renewal.apply(remote);
    }
    events.print(new Event.Listening(renewal.localPath(), listening.fingerprints()));
  }

  private MsrpChannel listen(MsrpStack stack, EventPrinter events) {
    MsrpUri uri = requireNonNull(local);
    DirectAcceptor acceptor = stack.acceptor();
    MsrpPath path = acceptor.prepare(uri).toCompletableFuture().join();
    events.print(new Event.Listening(path, listening.fingerprints()));
    console.onInterrupt(acceptor::close);
    MsrpChannel channel = complete(acceptor).toCompletableFuture().join();
    events.print(new Event.Bound(channel.remotePath()));
    return channel;
  }

  private CompletionStage<MsrpChannel> complete(DirectAcceptor acceptor) {
    MsrpPath peer = remote;
    return peer == null ? acceptor.completeWithAnyPeer() : acceptor.complete(peer);
  }

  @Override
  public void close() {
    relay.close();
  }

  /** Waits until the session is over, was enough, or shall end; ends it in order. */
  static SessionEnd untilOver(
      MsrpSession session, Console console, CompletableFuture<Void> enough) {
    CompletableFuture<SessionEnd> ended = session.ended().toCompletableFuture();
    CompletableFuture.anyOf(enough, console.interrupted(), ended).join();
    return session.shutdown(Stacks.CLOSE).toCompletableFuture().join();
  }
}
