// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * Waits on a free port of the loopback interface for those that connect, and makes a {@link
 * ScriptedPeer} of each: for tests of the side that connects. Used by one thread at a time.
 */
public final class ScriptedListener implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ServerSocket socket;
  private final Optional<TlsCredentials> credentials;

  private ScriptedListener(ServerSocket socket, Optional<TlsCredentials> credentials) {
    this.socket = socket;
    this.credentials = credentials;
  }

  /**
   * Listens for TCP.
   *
   * @return a listener
   */
  public static ScriptedListener listen() {
    return listen(Optional.empty());
  }

  /**
   * Listens for TLS.
   *
   * @param credentials what it shows
   * @return a listener
   */
  public static ScriptedListener listen(TlsCredentials credentials) {
    return listen(Optional.of(credentials));
  }

  private static ScriptedListener listen(Optional<TlsCredentials> credentials) {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReceiveBufferSize(SocketLine.RECEIVE_BUFFER);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      socket.setSoTimeout((int) PATIENCE.toMillis());
      return new ScriptedListener(socket, credentials);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where it listens.
   *
   * @return {@code tcp} or {@code tls}, an address and the port
   */
  public Endpoint endpoint() {
    String host = socket.getInetAddress().getHostAddress();
    String scheme = credentials.isPresent() ? Endpoint.TLS : Endpoint.TCP;
    return new Endpoint(scheme, host, socket.getLocalPort(), "");
  }

  /**
   * Waits for the next one that connects, 20 s at most.
   *
   * @return a peer at the other end of its connection
   * @throws ScriptFailure of kind {@link ScriptFailure.Kind#NOT_CONNECTED}
   */
  public ScriptedPeer accept() {
    return ScriptedPeer.opened(
        "accepting at " + endpoint(),
        () -> {
          SocketLine line = SocketLine.accepted(socket.accept());
          return credentials.isPresent() ? line.securedAsServer(credentials.get(), PATIENCE) : line;
        });
  }

  /** Stops listening; peers that were accepted go on. Idempotent. */
  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
