// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.ChunkPolicy;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.nio.NioTransport;

/**
 * One process of {@link TransferBenchmark}. Reads a command a line: {@code raw-receive}, {@code
 * raw-send PORT}, {@code msrp-receive}, {@code msrp-send CHUNK URI}; answers {@code at ADDRESS}
 * where it listens, and {@code cpu NANOS octets N} when all octets have passed.
 */
final class TransferPeer {

  private static final int BUFFER = 128 * 1024;
  private static final String HOST = "127.0.0.1";

  private final Path file;
  private final MsrpStack stack;

  private TransferPeer(Path file) {
    this.file = file;
    SocketOptions socket = SocketOptions.DEFAULT;
    this.stack =
        MsrpStack.builder()
            .transport(new NioTransport())
            .socketOptions(socket)
            .advertisedHost(HOST)
            .build();
  }

  /**
   * Serves commands until standard input ends.
   *
   * @param args the file to send
   * @throws IOException if a socket or the file fails
   */
  public static void main(String[] args) throws IOException {
    TransferPeer peer = new TransferPeer(Path.of(args[0]));
    try (BufferedReader commands =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line = commands.readLine(); line != null; line = commands.readLine()) {
        peer.obey(line.split(" "));
      }
    }
    peer.stack.close();
  }

  private void obey(String[] words) throws IOException {
    switch (words[0]) {
      case "raw-receive" -> rawReceive();
      case "raw-send" -> rawSend(Integer.parseInt(words[1]));
      case "msrp-receive" -> msrpReceive();
      case "msrp-send" -> msrpSend(Long.parseLong(words[1]), words[2]);
      default -> throw new IllegalArgumentException(words[0]);
    }
  }

  private void rawReceive() throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getByName(HOST), 0));
      say("at " + ((InetSocketAddress) server.getLocalAddress()).getPort());
      long before = CpuClock.nanos();
      try (SocketChannel channel = server.accept()) {
        done(before, drain(channel));
      }
    }
  }

  private static long drain(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    long octets = 0;
    for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
      octets += read;
      buffer.clear();
    }
    return octets;
  }

  private void rawSend(int port) throws IOException {
    long before = CpuClock.nanos();
    try (FileChannel source = FileChannel.open(file);
        SocketChannel channel = SocketChannel.open(new InetSocketAddress(HOST, port))) {
      done(before, copy(source, channel));
    }
  }

  private static long copy(FileChannel source, SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);
    long octets = 0;
    while (source.read(buffer) >= 0) {
      buffer.flip();
      while (buffer.hasRemaining()) {
        octets += channel.write(buffer);
      }
      buffer.clear();
    }
    return octets;
  }

  private void msrpReceive() {
    DirectAcceptor acceptor = stack.acceptor();
    MsrpUri local = MsrpUri.parse("msrp://" + HOST + ":0/benchmark;tcp");
    MsrpPath path = await(acceptor.prepare(local));
    say("at " + path);
    long before = CpuClock.nanos();
    CompletableFuture<Long> octets = new CompletableFuture<>();
    MsrpSession session =
        await(
            acceptor
                .completeWithAnyPeer()
                .thenApply(
                    channel ->
                        MsrpSession.builder(channel)
                            .handler(message -> message.transferTo(new Counter(octets)))
                            .start()));
    long count = await(octets);
    await(session.ended());
    done(before, count);
  }

  private void msrpSend(long chunk, String uri) throws IOException {
    long before = CpuClock.nanos();
    SessionOptions options = SessionOptions.DEFAULT.withChunkPolicy(new ChunkPolicy(chunk));
    DirectConnector connector = stack.connector(options);
    await(connector.prepare());
    MsrpSession session =
        await(
            connector
                .complete(MsrpPath.parse(uri))
                .thenApply(channel -> MsrpSession.builder(channel).start()));
    Delivery fate = await(session.send(OutgoingFile.of(file)).delivery());
    session.close();
    await(session.ended());
    if (!(fate instanceof Delivery.Delivered delivered)) {
      throw new IllegalStateException("not delivered: " + fate);
    }
    done(before, delivered.octets());
  }

  private static <T> T await(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(5, TimeUnit.MINUTES).join();
  }

  private static void done(long before, long octets) {
    say("cpu " + (CpuClock.nanos() - before) + " octets " + octets);
  }

  private static void say(String line) {
    System.out.println(line);
  }

  /** Looks at every octet's place and drops it, as the raw receiver does. */
  private record Counter(CompletableFuture<Long> octets) implements MessageSink {

    @Override
    public void write(long position, ByteBuffer part) {}

    @Override
    public void complete(long total) {
      octets.complete(total);
    }

    @Override
    public void failed(MsrpSessionException cause) {
      octets.completeExceptionally(cause);
    }
  }
}
