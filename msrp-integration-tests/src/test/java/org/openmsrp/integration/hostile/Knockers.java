// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayDeque;
import java.util.Deque;

/** Sockets that connect, to find out how many a system lets in whom nobody accepts. */
final class Knockers implements AutoCloseable {

  private static final int CONNECT_MILLIS = 150;

  private final Deque<AutoCloseable> open = new ArrayDeque<>();

  /** Somewhere on this machine where connecting takes for ever, since the queue is full. */
  int deafPort() throws IOException {
    ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    open.push(deaf);
    int unused = letIn(deaf.getLocalPort(), 16);
    return deaf.getLocalPort();
  }

  /** How many of so many get in. */
  int letIn(int port, int most) {
    for (int i = 0; i < most; i++) {
      Socket socket = new Socket();
      open.push(socket);
      try {
        socket.connect(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      } catch (IOException full) {
        return i;
      }
    }
    return most;
  }

  @Override
  public void close() {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
