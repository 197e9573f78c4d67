// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.nio.NioTransport;

/**
 * What does an idle session cost in heap, both ends in one process? Arguments: number of sessions,
 * and how many of them share a connection. The heap is what is left after several collections.
 */
public final class IdleSessionsBenchmark {

  private static final String HOST = "127.0.0.1";
  private static final int AT_ONCE = 1_000;

  private IdleSessionsBenchmark() {}

  /**
   * Measures.
   *
   * @param args number of sessions, sessions to a connection
   * @throws InterruptedException if it is interrupted
   */
  public static void main(String[] args) throws InterruptedException {
    int sessions = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int together = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    try (MsrpStack receiver = stack()) {
      MsrpServer server = await(receiver.server(MsrpUri.parse("msrp://" + HOST + ":0;tcp")));
      List<MsrpStack> senders = new ArrayList<>();
      List<MsrpSession> kept = new ArrayList<>(2 * sessions);
      long before = heap();
      while (kept.size() < 2 * sessions) {
        // A stack shares its connections, so each connection of many sessions needs its own.
        MsrpStack sender = stack();
        senders.add(sender);
        for (int i = 0; i < together && kept.size() < 2 * sessions; i += AT_ONCE) {
          bind(sender, server, Math.min(AT_ONCE, together - i), kept);
        }
      }
      long each = (heap() - before) / kept.size();
      System.out.printf(
          Locale.ROOT,
          "%d sessions, %d connections: %d octets of heap for one end of a session%n",
          kept.size() / 2,
          senders.size(),
          each);
      senders.forEach(MsrpStack::close);
    }
  }

  private static MsrpStack stack() {
    return MsrpStack.builder().transport(new NioTransport()).advertisedHost(HOST).build();
  }

  private static void bind(MsrpStack sender, MsrpServer server, int count, List<MsrpSession> kept) {
    List<CompletionStage<MsrpChannel>> channels = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      DirectConnector connector = sender.connector();
      Expectation expected = server.expect(SessionOptions.DEFAULT);
      channels.add(expected.complete(await(connector.prepare())));
      channels.add(connector.complete(expected.path()));
    }
    for (CompletionStage<MsrpChannel> channel : channels) {
      kept.add(MsrpSession.builder(await(channel)).start());
    }
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(1, TimeUnit.MINUTES).join();
  }

  private static long heap() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      TimeUnit.MILLISECONDS.sleep(100);
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
