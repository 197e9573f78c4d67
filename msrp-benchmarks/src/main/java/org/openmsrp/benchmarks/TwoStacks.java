// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioTransport;

/** A stack that sends and one whose server takes, both in this process, without TLS. */
record TwoStacks(MsrpStack sender, MsrpStack receiver, MsrpServer server) implements AutoCloseable {

  static final String HOST = "127.0.0.1";
  static final String TEXT = "x".repeat(100);

  /** Both stacks over {@code nio} or {@code netty}, each changed as told. */
  static TwoStacks over(String transport, UnaryOperator<MsrpStackBuilder> change) {
    MsrpStack receiver = stack(transport, change);
    MsrpServer server = await(receiver.server(MsrpUri.parse("msrp://" + HOST + ":0;tcp")));
    return new TwoStacks(stack(transport, change), receiver, server);
  }

  private static MsrpStack stack(String name, UnaryOperator<MsrpStackBuilder> change) {
    Transport transport = name.equals("netty") ? new NettyTransport() : new NioTransport();
    return change.apply(MsrpStack.builder().transport(transport).advertisedHost(HOST)).build();
  }

  /**
   * A session of both; its other end drops what it gets. Sessions of one pair share a connection.
   */
  MsrpSession session() {
    return session(SessionOptions.DEFAULT, UnaryOperator.identity());
  }

  /** The same, and the sender connects to what it is told in place of the server's own path. */
  MsrpSession session(SessionOptions options, UnaryOperator<MsrpPath> way) {
    DirectConnector connector = sender.connector(options);
    Expectation expected = server.expect(options);
    CompletionStage<MsrpChannel> passive = expected.complete(await(connector.prepare()));
    MsrpPath path = way.apply(expected.path());
    MsrpSession session = MsrpSession.builder(await(connector.complete(path))).start();
    MsrpSession.builder(await(passive)).start();
    return session;
  }

  /** Sends one small message and waits for its answer; the nanoseconds that took. */
  static long roundTrip(MsrpSession session) {
    long before = System.nanoTime();
    Delivery fate = await(session.send(TEXT));
    long nanos = System.nanoTime() - before;
    check(fate);
    return nanos;
  }

  /** Sends small messages, so many of them unanswered at any time, and waits for all answers. */
  static void send(MsrpSession session, int count, int window) {
    Semaphore open = new Semaphore(window);
    CompletableFuture<Void> failed = new CompletableFuture<>();
    for (int i = 0; i < count && !failed.isDone(); i++) {
      open.acquireUninterruptibly();
      var unused =
          session
              .send(TEXT)
              .thenAccept(TwoStacks::check)
              .whenComplete((nothing, thrown) -> settle(open, failed, thrown));
    }
    open.acquireUninterruptibly(window);
    if (failed.isDone()) {
      failed.join();
    }
  }

  private static void settle(Semaphore open, CompletableFuture<Void> failed, Throwable thrown) {
    if (thrown != null) {
      failed.completeExceptionally(thrown);
    }
    open.release();
  }

  private static void check(Delivery fate) {
    if (!fate.successful()) {
      throw new IllegalStateException("not delivered: " + fate);
    }
  }

  static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.MINUTES).join();
  }

  @Override
  public void close() {
    sender.close();
    receiver.close();
  }
}
