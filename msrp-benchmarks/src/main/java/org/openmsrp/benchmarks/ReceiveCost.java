// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.SessionOptions;

/**
 * What a server pays for each octet of a long SEND, over a socket and up to its user, for every
 * kind of body: nanoseconds of CPU of all its threads. The peer, a bare socket, is not counted.
 */
public final class ReceiveCost {

  private static final String PEER = "msrp://127.0.0.1:9/aabbccdd11223344;tcp";
  private static final int BLOCK = 1 << 20;
  private static final int BLOCKS = 128;
  private static final int RUNS = 7;

  private ReceiveCost() {}

  /**
   * Prints a table.
   *
   * @param args {@code nio} or {@code netty}, and the kind of body, or nothing for all kinds; in a
   *     Java machine that has seen one kind only, its compiler's guesses are the best for that
   * @throws IOException if a socket fails
   */
  public static void main(String[] args) throws IOException {
    String transport = args.length == 0 ? "nio" : args[0];
    System.out.println("| SEND of " + BLOCKS + " MiB on " + transport + " | ns per octet |");
    System.out.println("|---|---|");
    BodyKind[] all = BodyKind.values();
    for (BodyKind kind : args.length < 2 ? all : new BodyKind[] {BodyKind.valueOf(args[1])}) {
      System.out.printf("| %s | %.2f |%n", kind, perOctet(transport, kind.octets(BLOCK)));
    }
  }

  private static double perOctet(String transport, byte[] block) throws IOException {
    try (TwoStacks stacks = TwoStacks.over(transport, UnaryOperator.identity())) {
      Expectation expected = stacks.server().expect(SessionOptions.DEFAULT);
      CompletionStage<MsrpChannel> passive = expected.complete(MsrpPath.parse(PEER));
      var unused = passive.thenAccept(channel -> MsrpSession.builder(channel).start());
      int port = stacks.server().uri().port().orElseThrow();
      try (Socket peer = new Socket(TwoStacks.HOST, port)) {
        double least = Double.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
          least = Math.min(least, send(peer, expected.path().toString(), run, block));
        }
        return least;
      }
    }
  }

  /** Sends one SEND and waits for its answer. */
  private static double send(Socket peer, String path, int run, byte[] block) throws IOException {
    long before = othersNanos();
    OutputStream out = peer.getOutputStream();
    out.write(head(path, run));
    for (int i = 0; i < BLOCKS; i++) {
      out.write(block);
    }
    out.write(octets("\r\n-------" + BodyKind.TRANSACTION_ID + "$\r\n"));
    readAnswer(peer.getInputStream());
    return (double) (othersNanos() - before) / BLOCKS / block.length;
  }

  private static byte[] head(String path, int run) {
    long size = (long) BLOCKS * BLOCK;
    return octets(
        "MSRP %s SEND\r\nTo-Path: %s\r\nFrom-Path: %s\r\nMessage-ID: message%d\r\n"
                .formatted(BodyKind.TRANSACTION_ID, path, PEER, run)
            + "Byte-Range: 1-*/%d\r\nContent-Type: text/plain\r\n\r\n".formatted(size));
  }

  private static void readAnswer(InputStream in) throws IOException {
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("$\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new IOException("the server has closed: " + answer);
      }
      answer.append((char) octet);
    }
    if (!answer.toString().contains(" 200 ")) {
      throw new IOException("not taken: " + answer);
    }
  }

  private static long othersNanos() {
    return CpuClock.nanos() - ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
