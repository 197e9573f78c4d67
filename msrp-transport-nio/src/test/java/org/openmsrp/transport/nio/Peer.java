// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.openmsrp.domain.port.transport.Endpoint;

/** The other end as a plain blocking socket, which can do what a well-behaved peer does not. */
final class Peer implements AutoCloseable {

  private final SocketChannel channel;

  private Peer(SocketChannel channel) {
    this.channel = channel;
  }

  static Peer connect(Endpoint endpoint) {
    try {
      return new Peer(SocketChannel.open(new InetSocketAddress(endpoint.host(), endpoint.port())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void send(ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }

  /** Sends what the system takes without waiting for the other side to read. */
  void flood() throws IOException {
    channel.configureBlocking(false);
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    while (channel.write(block.clear()) > 0) {
      block.clear();
    }
    channel.configureBlocking(true);
  }

  void shutdownOutput() throws IOException {
    channel.shutdownOutput();
  }

  /** Reads to the end of the stream and counts. */
  long drain() throws IOException {
    ByteBuffer block = ByteBuffer.allocate(1 << 16);
    long total = 0;
    for (int octets = 0; octets >= 0; octets = channel.read(block.clear())) {
      total += octets;
    }
    return total;
  }

  void reset() throws IOException {
    channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    channel.close();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  /** A listener whose queue is full: the system drops what else wants to connect. */
  static final class FullQueue implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket();
    private final Socket[] queued = new Socket[3];

    FullQueue() throws IOException {
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
      for (int i = 0; i < queued.length; i++) {
        queued[i] = new Socket();
        fill(queued[i]);
      }
    }

    private void fill(Socket socket) throws IOException {
      try {
        socket.connect(listener.getLocalSocketAddress(), 200);
      } catch (java.net.SocketTimeoutException full) {
        socket.close();
      }
    }

    Endpoint endpoint() {
      return Endpoint.tcp("127.0.0.1", listener.getLocalPort());
    }

    @Override
    public void close() throws IOException {
      for (Socket socket : queued) {
        socket.close();
      }
      listener.close();
    }
  }
}
