// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayChain;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayException;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.relay.RelaySettingsBuilder;
import org.openmsrp.session.Connector;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpTimeouts;
import org.openmsrp.session.SessionOptions;

/** Two endpoints on stacks of their own, and what arrives at Bob's. */
final class Ends implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final MsrpTimeouts TIMEOUTS =
      MsrpTimeouts.builder()
          .connect(Duration.ofSeconds(5))
          .bind(Duration.ofSeconds(10))
          .successReport(Duration.ofSeconds(5))
          .close(Duration.ofSeconds(3))
          .build();

  private final Path folder;
  final Heads heads = new Heads();
  final MsrpStack alice;
  final MsrpStack bob;
  final RelayClient aliceRelays;
  final RelayClient bobRelays;
  final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  final BlockingQueue<CompletionStage<Path>> files = new LinkedBlockingQueue<>();

  Ends(Identity identity, Transport first, Transport second) {
    folder = identity.folder();
    alice = stack(identity, first);
    bob = stack(identity, second);
    aliceRelays = RelayClient.builder(alice).build();
    bobRelays = RelayClient.builder(bob).build();
  }

  private MsrpStack stack(Identity identity, Transport transport) {
    return MsrpStack.builder()
        .transport(transport)
        .credentials(identity.credentials())
        .advertisedHost("127.0.0.1")
        .timeouts(TIMEOUTS)
        .logger(heads)
        .build();
  }

  static RelaySettingsBuilder as(String user, MsrpUri relay) {
    String password = user.equals("alice") ? "wonderland" : "builder";
    return RelaySettings.builder(relay).credentials(user, password.toCharArray()).allowPlaintext();
  }

  RelayConnector active(RelaySettings... chain) {
    return aliceRelays.connector(
        List.of(RelayChain.of(chain)), RelayMode.ACTIVE, SessionOptions.DEFAULT);
  }

  RelayConnector passive(RelaySettings relay) {
    return bobRelays.connector(relay, RelayMode.PASSIVE);
  }

  /** Both channels, the active side's first. */
  static List<MsrpChannel> connect(Connector active, Connector passive) {
    MsrpPath passivePath = get(passive.prepare());
    MsrpPath activePath = get(active.prepare());
    CompletionStage<MsrpChannel> waiting = passive.complete(activePath);
    MsrpChannel first = get(active.complete(passivePath));
    return List.of(first, get(waiting));
  }

  /** Sessions on both channels; Bob's texts and files are kept. */
  List<MsrpSession> sessions(Connector active, Connector passive) {
    List<MsrpChannel> channels = connect(active, passive);
    MsrpSession first = MsrpSession.builder(channels.get(0)).handler(this::take).start();
    MsrpSession second = MsrpSession.builder(channels.get(1)).handler(this::take).start();
    return List.of(first, second);
  }

  void take(IncomingMessage message) {
    if (message.contentType().toString().startsWith("text/")) {
      var unused =
          message
              .bytes()
              .thenAccept(octets -> texts.add(new String(octets, StandardCharsets.UTF_8)));
    } else {
      // At once: a relay cuts off who reads too slowly.
      Path copy = folder.resolve(message.messageId());
      files.add(message.transferTo(copy).thenApply(octets -> copy));
    }
  }

  String nextText() throws InterruptedException {
    return texts.poll(PATIENCE.toSeconds(), SECONDS);
  }

  static <T> T get(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE.toSeconds(), SECONDS);
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (TimeoutException e) {
      throw new AssertionError("not within " + PATIENCE, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  static RelayException refusal(RelayConnector connector) {
    CompletableFuture<MsrpPath> stage = connector.prepare().toCompletableFuture();
    try {
      get(stage);
      throw new AssertionError("the relay granted a path");
    } catch (CompletionException e) {
      return (RelayException) e.getCause();
    }
  }

  @Override
  public void close() {
    alice.close();
    bob.close();
  }

  /** Remembers the heads that came. */
  static final class Heads implements MsrpLogger {
    final List<MsrpHead> received = Collections.synchronizedList(new ArrayList<>());

    @Override
    public boolean logsTraffic() {
      return true;
    }

    @Override
    public void receivedNewChunk(ByteBuffer data, ConnectionInfo connection, MsrpHead head) {
      if (received.size() < 10_000) {
        received.add(head);
      }
    }
  }
}
