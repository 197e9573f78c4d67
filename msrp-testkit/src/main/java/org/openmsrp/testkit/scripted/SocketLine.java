// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import javax.net.ssl.SSLSocket;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TlsEngines;

/** A blocking socket, with the JDK's TLS on top if wanted. */
final class SocketLine implements Line {

  /** Small, and of one size: a peer that does not read shows soon. */
  static final int RECEIVE_BUFFER = 64 * 1024;

  private final Socket plain;
  private final Socket socket;

  private SocketLine(Socket plain, Socket socket) {
    this.plain = plain;
    this.socket = socket;
  }

  static SocketLine connect(Endpoint remote, Duration patience) throws IOException {
    Socket socket = new Socket();
    try {
      socket.setReceiveBufferSize(RECEIVE_BUFFER);
      socket.connect(new InetSocketAddress(remote.host(), remote.port()), millis(patience));
      return accepted(socket);
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  static SocketLine accepted(Socket socket) throws IOException {
    socket.setTcpNoDelay(true);
    return new SocketLine(socket, socket);
  }

  /** Shakes hands as a client, with these protocols only if some are named. */
  SocketLine secured(
      Endpoint remote, TlsCredentials credentials, Duration patience, String... protocols)
      throws IOException {
    SSLSocket tls =
        (SSLSocket)
            new TlsEngines()
                .of(credentials)
                .getSocketFactory()
                .createSocket(plain, remote.host(), remote.port(), false);
    return shaken(tls, true, patience, protocols);
  }

  /** Shakes hands as a server. */
  SocketLine securedAsServer(TlsCredentials credentials, Duration patience) throws IOException {
    String host = plain.getInetAddress().getHostAddress();
    SSLSocket tls =
        (SSLSocket)
            new TlsEngines()
                .of(credentials)
                .getSocketFactory()
                .createSocket(plain, host, plain.getPort(), false);
    return shaken(tls, false, patience);
  }

  private SocketLine shaken(SSLSocket tls, boolean client, Duration patience, String... protocols)
      throws IOException {
    tls.setUseClientMode(client);
    if (protocols.length > 0) {
      tls.setEnabledProtocols(protocols);
    }
    tls.setSoTimeout(millis(patience));
    try {
      tls.startHandshake();
    } catch (IOException e) {
      plain.close();
      throw e;
    }
    return new SocketLine(plain, tls);
  }

  private static int millis(Duration patience) {
    return (int) Math.max(1, patience.toMillis());
  }

  /** Asks for another handshake; false without TLS. */
  boolean shakeHandsAgain() throws IOException {
    if (socket instanceof SSLSocket tls) {
      tls.startHandshake();
      return true;
    }
    return false;
  }

  @Override
  public byte[] wrapped(byte[] content) {
    return content;
  }

  @Override
  public void writeRaw(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /** Beneath TLS, if there is some. */
  void writeBeneath(byte[] octets) throws IOException {
    plain.getOutputStream().write(octets);
  }

  @Override
  public int read(byte[] target, Duration patience) throws IOException {
    socket.setSoTimeout(millis(patience));
    try {
      return socket.getInputStream().read(target);
    } catch (SocketTimeoutException nothing) {
      return 0;
    }
  }

  @Override
  public void halfClose() throws IOException {
    plain.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    plain.close();
  }

  @Override
  public void kill() {
    try {
      plain.setSoLinger(true, 0);
    } catch (IOException closedAlready) {
      return;
    }
    try {
      plain.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
