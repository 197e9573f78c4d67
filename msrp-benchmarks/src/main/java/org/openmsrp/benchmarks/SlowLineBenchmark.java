// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.port.transport.SocketOptions;
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
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.SessionMatching;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioTransport;

/**
 * How long does a small message wait behind a long one on a slow line, and what does the kernel's
 * send buffer do to that? Arguments: {@code nio} or {@code netty}, octets per second of the line,
 * then sizes of the send buffer, 0 for the system's own choice.
 */
public final class SlowLineBenchmark {

  private static final String HOST = "127.0.0.1";
  private static final int LONG = 15_000_000;
  private static final SessionOptions OPTIONS =
      SessionOptions.DEFAULT.withMatching(SessionMatching.SESSION_ID);

  private SlowLineBenchmark() {}

  /**
   * Measures.
   *
   * @param args transport, octets per second, sizes of the send buffer
   * @throws IOException if the line can't be made
   */
  public static void main(String[] args) throws IOException {
    long rate = Long.parseLong(args[1]);
    for (String size : Arrays.copyOfRange(args, 2, args.length)) {
      int octets = Integer.parseInt(size);
      long[] nanos = measure(args[0], rate, octets);
      System.out.printf(
          Locale.ROOT,
          "%s, send buffer %s: %d messages, median %.0f ms, longest %.0f ms%n",
          args[0],
          octets == 0 ? "of the system" : size,
          nanos.length,
          nanos[nanos.length / 2] / 1e6,
          nanos[nanos.length - 1] / 1e6);
    }
  }

  private static long[] measure(String transport, long rate, int sendBuffer) throws IOException {
    try (MsrpStack receiver = stack(transport, OptionalInt.empty());
        MsrpStack sender =
            stack(transport, sendBuffer == 0 ? OptionalInt.empty() : OptionalInt.of(sendBuffer))) {
      MsrpServer server = await(receiver.server(MsrpUri.parse("msrp://" + HOST + ":0;tcp")));
      try (SlowLine line = SlowLine.to(server.uri().port().orElseThrow(), rate)) {
        return trips(session(sender, server, line));
      }
    }
  }

  private static MsrpStack stack(String name, OptionalInt sendBuffer) {
    Transport transport = name.equals("netty") ? new NettyTransport() : new NioTransport();
    SocketOptions socket =
        new SocketOptions(sendBuffer, OptionalInt.empty(), SocketOptions.DEFAULT.readBufferSize());
    return MsrpStack.builder()
        .transport(transport)
        .socketOptions(socket)
        .advertisedHost(HOST)
        .build();
  }

  private static MsrpSession session(MsrpStack sender, MsrpServer server, SlowLine line)
      throws IOException {
    DirectConnector connector = sender.connector(OPTIONS);
    Expectation expected = server.expect(OPTIONS);
    CompletionStage<MsrpChannel> passive = expected.complete(await(connector.prepare()));
    String path = expected.path().toString();
    String through = path.replaceFirst(":[0-9]+/", ":" + line.port() + "/");
    MsrpSession session =
        MsrpSession.builder(await(connector.complete(MsrpPath.parse(through)))).start();
    MsrpSession.builder(await(passive)).start();
    return session;
  }

  /** Small messages, one at a time, until the long one is there. */
  private static long[] trips(MsrpSession session) {
    OutgoingMessage large =
        OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[LONG]));
    CompletableFuture<Delivery> busy = session.send(large).delivery().toCompletableFuture();
    List<Long> nanos = new ArrayList<>();
    while (!busy.isDone()) {
      long before = System.nanoTime();
      Delivery fate = await(session.send("word"));
      nanos.add(System.nanoTime() - before);
      if (!fate.successful()) {
        throw new IllegalStateException("not delivered: " + fate);
      }
    }
    return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(2, TimeUnit.MINUTES).join();
  }
}
