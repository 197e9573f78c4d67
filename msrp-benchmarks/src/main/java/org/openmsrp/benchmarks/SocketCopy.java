// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLContext;

/** Blocking copies by the JDK, two threads: plain with direct buffers, TLS with arrays. */
final class SocketCopy {

  private SocketCopy() {}

  static long plain(Path file) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open()) {
      server.bind(new InetSocketAddress(InetAddress.getByName(RawCopy.HOST), 0));
      CompletableFuture<Long> received = CompletableFuture.supplyAsync(() -> drain(server));
      try (FileChannel source = FileChannel.open(file);
          SocketChannel channel = SocketChannel.open(server.getLocalAddress())) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(RawCopy.BUFFER);
        while (source.read(buffer) >= 0) {
          buffer.flip();
          while (buffer.hasRemaining()) {
            channel.write(buffer);
          }
          buffer.clear();
        }
      }
      return received.join();
    }
  }

  private static long drain(ServerSocketChannel server) {
    ByteBuffer buffer = ByteBuffer.allocateDirect(RawCopy.BUFFER);
    long octets = 0;
    try (SocketChannel channel = server.accept()) {
      for (int read = channel.read(buffer); read >= 0; read = channel.read(buffer)) {
        octets += read;
        buffer.clear();
      }
      return octets;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }

  static RawCopy tls(SSLContext context) {
    return file -> tls(context, file);
  }

  private static long tls(SSLContext context, Path file) throws IOException {
    InetAddress host = InetAddress.getByName(RawCopy.HOST);
    try (ServerSocket server = context.getServerSocketFactory().createServerSocket(0, 1, host)) {
      CompletableFuture<Long> received = CompletableFuture.supplyAsync(() -> drain(server));
      try (InputStream source = Files.newInputStream(file);
          Socket socket = context.getSocketFactory().createSocket(host, server.getLocalPort());
          OutputStream out = socket.getOutputStream()) {
        byte[] buffer = new byte[RawCopy.BUFFER];
        for (int read = source.read(buffer); read >= 0; read = source.read(buffer)) {
          out.write(buffer, 0, read);
        }
      }
      return received.join();
    }
  }

  private static long drain(ServerSocket server) {
    byte[] buffer = new byte[RawCopy.BUFFER];
    long octets = 0;
    try (Socket socket = server.accept();
        InputStream in = socket.getInputStream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        octets += read;
      }
      return octets;
    } catch (IOException e) {
      throw new CompletionException(e);
    }
  }
}
