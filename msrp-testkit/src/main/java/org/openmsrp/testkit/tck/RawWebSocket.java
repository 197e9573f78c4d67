// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.TlsEngines;

/**
 * A WebSocket peer on a blocking socket, written out of RFC 6455, client or server, that may break
 * every rule. For one thread at a time. Reads give up with an exception after 20 s.
 */
public final class RawWebSocket implements AutoCloseable {

  /** The field by which RFC 7977 §4.1 has the sub-protocol agreed on. */
  public static final String MSRP = "Sec-WebSocket-Protocol: msrp";

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final Pattern KEY = Pattern.compile("(?i)Sec-WebSocket-Key: *(\\S+)");

  private final Socket plain;
  private final Socket socket;
  private final DataInputStream in;
  private final String path;
  private final OptionalInt mask;

  private RawWebSocket(Socket plain, Socket socket, String path, OptionalInt mask)
      throws IOException {
    this.plain = plain;
    this.socket = socket;
    this.path = path.isEmpty() ? "/" : path;
    this.mask = mask;
    this.in = new DataInputStream(socket.getInputStream());
    plain.setTcpNoDelay(true);
    patience(PATIENCE);
  }

  /**
   * A client that has not shaken hands yet.
   *
   * @param remote where to connect, without TLS
   * @return a connected client
   * @throws IOException if it can't connect
   */
  public static RawWebSocket connect(Endpoint remote) throws IOException {
    Socket socket = new Socket(remote.host(), remote.port());
    return client(socket, socket, remote);
  }

  /**
   * A client with TLS that has not shaken hands of the WebSocket yet.
   *
   * @param remote where to connect
   * @param credentials whom it trusts
   * @return a connected client
   * @throws IOException if it can't connect
   */
  public static RawWebSocket connect(Endpoint remote, TlsCredentials credentials)
      throws IOException {
    Socket socket = new Socket(remote.host(), remote.port());
    Socket tls = factory(credentials).createSocket(socket, remote.host(), remote.port(), false);
    return client(socket, tls, remote);
  }

  private static RawWebSocket client(Socket plain, Socket socket, Endpoint remote)
      throws IOException {
    return new RawWebSocket(plain, socket, remote.path(), OptionalInt.of(0x01020304));
  }

  private static SSLSocketFactory factory(TlsCredentials credentials) {
    return new TlsEngines().of(credentials).getSocketFactory();
  }

  /**
   * A client that has shaken hands.
   *
   * @param remote where to connect, without TLS
   * @return an open client
   * @throws IOException if it can't connect or was not let in
   */
  public static RawWebSocket open(Endpoint remote) throws IOException {
    return connect(remote).shakeHands();
  }

  RawWebSocket shakeHands() throws IOException {
    String answer = ask(MSRP);
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      throw new IOException(answer);
    }
    return this;
  }

  /**
   * A server's end of the next connection, which has not shaken hands yet.
   *
   * @param listener where a client connects, without TLS
   * @return a connected server
   * @throws IOException if nobody comes
   */
  public static RawWebSocket accept(ServerSocket listener) throws IOException {
    Socket socket = listener.accept();
    return new RawWebSocket(socket, socket, "", OptionalInt.empty());
  }

  static RawWebSocket accept(ServerSocket listener, TlsCredentials credentials) throws IOException {
    Socket socket = listener.accept();
    Socket tls = factory(credentials).createSocket(socket, InputStream.nullInputStream(), false);
    return new RawWebSocket(socket, tls, "", OptionalInt.empty());
  }

  /** How long a read waits at most. */
  RawWebSocket patience(Duration patience) throws IOException {
    plain.setSoTimeout((int) patience.toMillis());
    return this;
  }

  /**
   * Sends a handshake.
   *
   * @param fields what it has besides the fields that each handshake has
   * @return the head of the answer
   * @throws IOException if none comes
   */
  public String ask(String... fields) throws IOException {
    send(
        head(
            "GET " + path + " HTTP/1.1",
            List.of(
                "Host: localhost",
                "Upgrade: websocket",
                "Connection: Upgrade",
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==",
                "Sec-WebSocket-Version: 13"),
            fields));
    return head();
  }

  private static String head(String start, List<String> always, String... more) {
    StringBuilder head = new StringBuilder(start).append("\r\n");
    always.forEach(field -> head.append(field).append("\r\n"));
    Arrays.stream(more).forEach(field -> head.append(field).append("\r\n"));
    return head.append("\r\n").toString();
  }

  /**
   * Reads a head up to its empty line.
   *
   * @return the head, with that line
   * @throws IOException if it does not come
   */
  public String head() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int octet = in.read();
      if (octet < 0) {
        throw new EOFException("ended within: " + head);
      }
      head.append((char) octet);
    }
    return head.toString();
  }

  /**
   * Accepts a client's handshake.
   *
   * @param fields what the answer has besides the fields that each answer has
   * @return the head of the request
   * @throws IOException if none comes
   */
  public String answer(String... fields) throws IOException {
    String request = head();
    send(acceptance(request, fields));
    return request;
  }

  /** The head that accepts a request. */
  static String acceptance(String request, String... fields) {
    Matcher key = KEY.matcher(request);
    return head(
        "HTTP/1.1 101 Switching Protocols",
        List.of(
            "Upgrade: websocket",
            "Connection: Upgrade",
            "Sec-WebSocket-Accept: " + accept(key.find() ? key.group(1) : "")),
        fields);
  }

  private static String accept(String key) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-1")
              .digest((key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11").getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /**
   * Sends anything.
   *
   * @param text one character for each octet
   * @throws IOException if the socket fails
   */
  public void send(String text) throws IOException {
    send(text.getBytes(ISO_8859_1));
  }

  private void send(byte[] octets) throws IOException {
    socket.getOutputStream().write(octets);
    socket.getOutputStream().flush();
  }

  /**
   * Sends one frame, masked if this is a client.
   *
   * @param opcode see {@link RawFrame}
   * @param fin whether its message ends with it
   * @param payload what it carries
   * @return this peer
   * @throws IOException if the socket fails
   */
  public RawWebSocket frame(int opcode, boolean fin, byte[] payload) throws IOException {
    return frame(new RawFrame(opcode | (fin ? RawFrame.FIN : 0), mask, payload));
  }

  /**
   * Sends one frame as it is.
   *
   * @param frame legal or not
   * @return this peer
   * @throws IOException if the socket fails
   */
  public RawWebSocket frame(RawFrame frame) throws IOException {
    send(frame.octets());
    return this;
  }

  /**
   * Sends a close frame.
   *
   * @param code RFC 6455 §7.4
   * @return this peer
   * @throws IOException if the socket fails
   */
  public RawWebSocket closeFrame(int code) throws IOException {
    return frame(RawFrame.CLOSE, true, new byte[] {(byte) (code >> 8), (byte) code});
  }

  /**
   * The next frame.
   *
   * @return a whole frame
   * @throws IOException if none comes
   */
  public RawFrame receive() throws IOException {
    return RawFrame.read(in);
  }

  /**
   * The next frame that is no ping.
   *
   * @return a whole frame
   * @throws IOException if none comes
   */
  public RawFrame receiveAfterPings() throws IOException {
    RawFrame next = receive();
    while (next.opcode() == RawFrame.PING) {
      next = receive();
    }
    return next;
  }

  /**
   * Whether the connection has ended, in whatever way, and not with another octet.
   *
   * @return false if there is an octet, or nothing for 20 s
   */
  public boolean isEnded() {
    try {
      return in.read() < 0;
    } catch (SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }

  /**
   * This end.
   *
   * @return its TCP port
   */
  public int localPort() {
    return plain.getLocalPort();
  }

  /** The key for masks of this peer, if it masks. */
  OptionalInt mask() {
    return mask;
  }

  /**
   * Ends the output without a close frame; with TLS by close_notify.
   *
   * @throws IOException if the socket fails
   */
  public void shutdownOutput() throws IOException {
    socket.shutdownOutput();
  }

  /**
   * Ends everything at once.
   *
   * @throws IOException if the socket fails
   */
  public void reset() throws IOException {
    plain.setSoLinger(true, 0);
    plain.close();
  }

  @Override
  public void close() throws IOException {
    plain.close();
  }
}
