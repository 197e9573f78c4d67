// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.tls.TestPki;

/** Two stacks on two transports, and one session between them: alice is active, bob passive. */
final class Pair implements AutoCloseable {

  private static final long PATIENCE_SECONDS = 20;

  private final MsrpStack active;
  private final MsrpStack passive;
  private final BlockingQueue<IncomingMessage> toAlice = new LinkedBlockingQueue<>();
  private final BlockingQueue<IncomingMessage> toBob = new LinkedBlockingQueue<>();
  final MsrpSession alice;
  final MsrpSession bob;

  Pair(Side activeSide, Side passiveSide, boolean tls, String... bobTakes) {
    active = stack(activeSide, tls);
    passive = stack(passiveSide, tls);
    SessionOptions options =
        SessionOptions.DEFAULT.withSecure(tls).withTransport(passiveSide.parameter());
    DirectAcceptor acceptor = passive.acceptor(options);
    DirectConnector connector = active.connector(options);
    String scheme = tls ? "msrps" : "msrp";
    MsrpUri any = MsrpUri.parse(scheme + "://127.0.0.1:0;" + passiveSide.parameter());
    MsrpPath bobs = get(acceptor.prepare(any));
    MsrpPath alices = get(connector.prepare());
    CompletableFuture<MsrpChannel> accepted = acceptor.complete(alices).toCompletableFuture();
    MsrpChannel connected = get(connector.complete(bobs));
    alice = MsrpSession.builder(connected).handler(toAlice::add).start();
    bob =
        MsrpSession.builder(get(accepted))
            .handler(toBob::add)
            .acceptTypes(bobTakes.length == 0 ? new String[] {"*"} : bobTakes)
            .start();
  }

  static MsrpStack stack(Side side, boolean tls) {
    MsrpStackBuilder builder =
        MsrpStack.builder().transport(side.open()).advertisedHost("127.0.0.1");
    if (tls) {
      builder.credentials(Trusting.showing(TestPki.SERVER));
    }
    return builder.build();
  }

  IncomingMessage atAlice() {
    return next(toAlice);
  }

  IncomingMessage atBob() {
    return next(toBob);
  }

  private static IncomingMessage next(BlockingQueue<IncomingMessage> queue) {
    try {
      IncomingMessage message = queue.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
      if (message == null) {
        throw new AssertionError("no message came");
      }
      return message;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE_SECONDS, TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    active.close();
    passive.close();
  }
}
