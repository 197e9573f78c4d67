// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openmsrp.domain.port.transport.Endpoint;

/** A WebSocket peer on a blocking socket, written out of RFC 6455, that may break its rules. */
final class RawWebSocket implements AutoCloseable {

  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int BINARY = 2;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  private static final byte[] MASK = {1, 2, 3, 4};

  final Socket socket;
  private final DataInputStream in;

  RawWebSocket(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(20_000);
    socket.setTcpNoDelay(true);
    in = new DataInputStream(socket.getInputStream());
  }

  static RawWebSocket connect(Endpoint remote) throws IOException {
    return new RawWebSocket(new Socket(remote.host(), remote.port()));
  }

  static RawWebSocket accept(ServerSocket listener) throws IOException {
    return new RawWebSocket(listener.accept());
  }

  /** A client that has shaken hands. */
  static RawWebSocket open(Endpoint remote) throws IOException {
    RawWebSocket peer = connect(remote);
    String answer = peer.ask("Sec-WebSocket-Protocol: msrp");
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      throw new IOException(answer);
    }
    return peer;
  }

  /** Sends a handshake with these fields and returns the head of the answer. */
  String ask(String... fields) throws IOException {
    StringBuilder request =
        new StringBuilder("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n")
            .append("Connection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")
            .append("Sec-WebSocket-Version: 13\r\n");
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    send(request.append("\r\n").toString());
    return head();
  }

  /** Reads a head up to its empty line. */
  String head() throws IOException {
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

  /** Accepts a client's handshake. */
  String answer(String... fields) throws IOException {
    String request = head();
    Matcher key = Pattern.compile("Sec-WebSocket-Key: (\\S+)").matcher(request);
    StringBuilder answer =
        new StringBuilder("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n")
            .append("Connection: Upgrade\r\n");
    if (key.find()) {
      answer.append("Sec-WebSocket-Accept: ").append(accept(key.group(1))).append("\r\n");
    }
    for (String field : fields) {
      answer.append(field).append("\r\n");
    }
    send(answer.append("\r\n").toString());
    return request;
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

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    socket.getOutputStream().flush();
  }

  /** One frame, masked as a client's. */
  RawWebSocket frame(int opcode, boolean fin, byte[] payload) throws IOException {
    return raw(opcode | (fin ? 0x80 : 0), true, payload);
  }

  /** One frame with any first octet. */
  RawWebSocket raw(int first, boolean masked, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    int mask = masked ? 0x80 : 0;
    if (payload.length < 126) {
      frame.write(mask | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(mask | 126);
      length(frame, payload.length, 2);
    } else {
      frame.write(mask | 127);
      length(frame, payload.length, 8);
    }
    byte[] sent = payload.clone();
    if (masked) {
      frame.writeBytes(MASK);
      for (int i = 0; i < sent.length; i++) {
        sent[i] ^= MASK[i % 4];
      }
    }
    frame.writeBytes(sent);
    socket.getOutputStream().write(frame.toByteArray());
    socket.getOutputStream().flush();
    return this;
  }

  private static void length(ByteArrayOutputStream frame, long length, int octets) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      frame.write((int) (length >> shift) & 0xFF);
    }
  }

  RawWebSocket closeFrame(int code) throws IOException {
    return frame(CLOSE, true, new byte[] {(byte) (code >> 8), (byte) code});
  }

  /** What came in one frame. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
  record Received(int opcode, boolean fin, boolean masked, byte[] payload) {
    String text() {
      return new String(payload, ISO_8859_1);
    }

    int closeCode() {
      return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
    }
  }

  Received receive() throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = in.readLong();
    }
    boolean masked = (second & 0x80) != 0;
    byte[] mask = masked ? in.readNBytes(4) : new byte[4];
    byte[] payload = in.readNBytes((int) length);
    for (int i = 0; i < payload.length; i++) {
      payload[i] ^= mask[i % 4];
    }
    return new Received(first & 0x0F, (first & 0x80) != 0, masked, payload);
  }

  /** The next frame that is no ping. */
  Received receiveAfterPings() throws IOException {
    Received next = receive();
    while (next.opcode() == PING) {
      next = receive();
    }
    return next;
  }

  /** Whether the peer has ended the connection, in whatever way. */
  boolean isEnded() {
    try {
      return in.read() < 0;
    } catch (IOException reset) {
      return !(reset instanceof java.net.SocketTimeoutException);
    }
  }

  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
