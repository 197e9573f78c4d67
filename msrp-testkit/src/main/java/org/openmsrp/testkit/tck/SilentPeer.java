// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * Somebody who lets connections wait for ever. Behind a plain TCP port that takes a full queue of
 * the operating system's; TLS and WebSocket wait for the first answer anyway.
 */
final class SilentPeer implements AutoCloseable {

  private static final int FILL_AT_MOST = 16;
  private static final int CONNECT_MILLIS = 200;

  private final Endpoint endpoint;
  private final List<AutoCloseable> open = new ArrayList<>();

  private SilentPeer(Endpoint endpoint) {
    this.endpoint = endpoint;
  }

  static SilentPeer of(Bench bench, Endpoint like) {
    if (bench.options().silentEndpoint().isPresent()) {
      return new SilentPeer(bench.options().silentEndpoint().get().get());
    }
    bench.require(Capability.SOCKETS);
    try {
      ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName(like.host()));
      SilentPeer peer = new SilentPeer(like.withPort(server.getLocalPort()));
      peer.open.add(server);
      if (like.scheme().equals(Endpoint.TCP)) {
        assumeTrue(peer.fill(server), "SOCKETS: this system answers beyond its backlog");
      }
      return peer;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private boolean fill(ServerSocket server) throws IOException {
    for (int i = 0; i < FILL_AT_MOST; i++) {
      Socket socket = new Socket();
      open.add(socket);
      try {
        socket.connect(
            new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), CONNECT_MILLIS);
      } catch (SocketTimeoutException full) {
        return true;
      }
    }
    return false;
  }

  Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    for (AutoCloseable each : open) {
      try {
        each.close();
      } catch (Exception failure) {
        throw new IllegalStateException("can't close " + each, failure);
      }
    }
  }
}
