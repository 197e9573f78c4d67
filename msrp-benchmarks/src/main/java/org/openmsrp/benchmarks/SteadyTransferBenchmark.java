// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.Transfer;
import org.openmsrp.transport.nio.NioTransport;

/**
 * Is memory constant in the size of a file, and does a slow receiver hold the sender to its pace?
 * Arguments: mebibytes of the file, and what the receiver takes in octets a second, 0 for all it
 * gets. Run it with a small heap; each second it prints what was sent, what was taken, and the
 * heap.
 */
public final class SteadyTransferBenchmark {

  private static final String HOST = "127.0.0.1";

  private SteadyTransferBenchmark() {}

  /**
   * Transfers.
   *
   * @param args size in MiB, octets a second
   * @throws IOException if the file can't be made
   */
  public static void main(String[] args) throws IOException {
    long mebibytes = args.length > 0 ? Long.parseLong(args[0]) : 10 * 1024;
    long rate = args.length > 1 ? Long.parseLong(args[1]) : 0;
    Path file = Files.createTempFile("msrp-benchmark", ".bin");
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw");
        MsrpStack sender = stack();
        MsrpStack receiver = stack()) {
      sparse.setLength(mebibytes << 20);
      run(sender, receiver, file, new Taker(rate));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static MsrpStack stack() {
    return MsrpStack.builder().transport(new NioTransport()).advertisedHost(HOST).build();
  }

  private static void run(MsrpStack sender, MsrpStack receiver, Path file, Taker taker)
      throws IOException {
    DirectAcceptor acceptor = receiver.acceptor();
    DirectConnector connector = sender.connector();
    var path = await(acceptor.prepare(MsrpUri.parse("msrp://" + HOST + ":0/steady;tcp")));
    CompletionStage<MsrpChannel> passive = acceptor.complete(await(connector.prepare()));
    MsrpSession session = MsrpSession.builder(await(connector.complete(path))).start();
    MsrpSession.builder(await(passive)).handler(message -> message.transferTo(taker)).start();
    long begun = System.nanoTime();
    Transfer transfer = session.send(OutgoingFile.of(file));
    while (!transfer.delivery().toCompletableFuture().isDone()) {
      LockSupport.parkNanos(1_000_000_000);
      show(begun, transfer.progress().sent(), taker.taken);
    }
    System.out.println(await(transfer.delivery()));
  }

  private static void show(long begun, long sent, long taken) {
    Runtime runtime = Runtime.getRuntime();
    System.out.printf(
        Locale.ROOT,
        "%6.1f s  sent %10.1f MB  taken %10.1f MB  heap %5.1f MiB of %d%n",
        (System.nanoTime() - begun) / 1e9,
        sent / 1e6,
        taken / 1e6,
        (runtime.totalMemory() - runtime.freeMemory()) / (double) (1 << 20),
        runtime.maxMemory() >> 20);
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(1, TimeUnit.HOURS).join();
  }

  /** Takes octets at a pace. */
  private static final class Taker implements MessageSink {

    private final long octetsPerSecond;
    private final long begun = System.nanoTime();
    volatile long taken;

    Taker(long octetsPerSecond) {
      this.octetsPerSecond = octetsPerSecond;
    }

    @Override
    public void write(long position, ByteBuffer octets) {
      long now = taken + octets.remaining();
      taken = now;
      while (octetsPerSecond > 0 && (System.nanoTime() - begun) / 1e9 * octetsPerSecond < now) {
        LockSupport.parkNanos(1_000_000);
      }
    }

    @Override
    public void complete(long total) {}

    @Override
    public void failed(MsrpSessionException cause) {
      System.out.println("failed: " + cause.getMessage());
    }
  }
}
