// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import javax.net.ssl.SSLSocket;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TlsEngines;

/** A peer on a blocking socket, with the JDK's TLS on top if wanted, that can misbehave. */
final class RawPeer implements AutoCloseable {

  private static final int NOTHING_COMES_MILLIS = 500;

  private final Socket plain;
  private final Socket socket;

  private RawPeer(Socket plain, Socket socket) {
    this.plain = plain;
    this.socket = socket;
  }

  static RawPeer accepted(Socket socket) {
    return new RawPeer(socket, socket);
  }

  static RawPeer connect(Bench bench, Endpoint remote) throws IOException {
    Socket plain = new Socket(remote.host(), remote.port());
    plain.setTcpNoDelay(true);
    plain.setSoTimeout((int) bench.options().patience().toMillis());
    return new RawPeer(plain, plain);
  }

  static RawPeer connectTls(Bench bench, Endpoint remote) throws IOException {
    RawPeer raw = connect(bench, remote);
    TlsCredentials credentials = bench.options().connect().tls().orElseThrow();
    SSLSocket tls =
        (SSLSocket)
            new TlsEngines()
                .of(credentials)
                .getSocketFactory()
                .createSocket(raw.plain, remote.host(), remote.port(), false);
    tls.startHandshake();
    return new RawPeer(raw.plain, tls);
  }

  RawPeer send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
    socket.getOutputStream().flush();
    return this;
  }

  /** Ends the output without a word of TLS. */
  void sendFin() throws IOException {
    plain.shutdownOutput();
  }

  /** Ends everything at once. */
  void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  /**
   * Ends as the protocol wants it: with TLS by close_notify. Tickets that were never read make the
   * JDK wait for more, which does not come.
   */
  void closeInOrder() throws IOException {
    plain.setSoTimeout(NOTHING_COMES_MILLIS);
    socket.close();
    plain.close();
  }

  /** Everything up to the end of the stream, which must be an orderly one. */
  byte[] readToEnd() throws IOException {
    return socket.getInputStream().readAllBytes();
  }

  /** Reads so many octets, or until no more come, or the other end has ended its output. */
  void readUpTo(int octets) throws IOException {
    int patience = plain.getSoTimeout();
    plain.setSoTimeout(NOTHING_COMES_MILLIS);
    try {
      plain.getInputStream().skipNBytes(octets);
    } catch (SocketTimeoutException | EOFException nothingComes) {
      return;
    } finally {
      plain.setSoTimeout(patience);
    }
  }

  /** Whether the peer has ended the connection, in whatever way. */
  boolean isEnded() {
    try {
      plain.getInputStream().transferTo(OutputStream.nullOutputStream());
      return true;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  @Override
  public void close() {
    try {
      plain.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
