// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.SessionMatching;
import org.openmsrp.session.SessionOptions;

/**
 * How long does a small message wait behind a long one on a slow line, and what does the kernel's
 * send buffer do to that? Arguments: {@code nio} or {@code netty}, octets per second of the line,
 * then sizes of the send buffer, 0 for the system's own choice.
 */
public final class SlowLineBenchmark {

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
    SocketOptions socket =
        new SocketOptions(
            sendBuffer == 0 ? OptionalInt.empty() : OptionalInt.of(sendBuffer),
            OptionalInt.empty(),
            SocketOptions.DEFAULT.readBufferSize());
    try (TwoStacks stacks = TwoStacks.over(transport, to -> to.socketOptions(socket));
        SlowLine line = SlowLine.to(stacks.server().uri().port().orElseThrow(), rate)) {
      int port = line.port();
      return trips(stacks.session(OPTIONS, path -> through(port, path)));
    }
  }

  private static MsrpPath through(int port, MsrpPath path) {
    return MsrpPath.parse(path.toString().replaceFirst(":[0-9]+/", ":" + port + "/"));
  }

  /** Small messages, one at a time, until the long one is there. */
  private static long[] trips(MsrpSession session) {
    OutgoingMessage large =
        OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[LONG]));
    CompletableFuture<Delivery> busy = session.send(large).delivery().toCompletableFuture();
    List<Long> nanos = new ArrayList<>();
    while (!busy.isDone()) {
      nanos.add(TwoStacks.roundTrip(session));
    }
    return nanos.stream().mapToLong(Long::longValue).sorted().toArray();
  }
}
