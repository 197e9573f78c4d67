// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A peer that sends octets of the test's making, and breaks off when the test wants it. */
final class RawPeer implements AutoCloseable {

  static final String OWN = "msrp://127.0.0.1:9/raw;tcp";

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  private RawPeer(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  /** Connects to a path that a command printed. */
  static RawPeer to(String path) throws IOException {
    int port = URI.create(path.substring(0, path.indexOf(';'))).getPort();
    return new RawPeer(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** Waits for the command that connects. */
  static RawPeer from(ServerSocket listening) throws IOException {
    listening.setSoTimeout(PATIENCE_MILLIS);
    return new RawPeer(listening.accept());
  }

  static ServerSocket listen() throws IOException {
    return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
  }

  void send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Binds the session. */
  void bind(String path) throws IOException {
    send(
        "MSRP bind0001 SEND\r\nTo-Path: "
            + path
            + "\r\nFrom-Path: "
            + OWN
            + "\r\nMessage-ID: bind1\r\nByte-Range: 1-0/0\r\n-------bind0001$\r\n");
    readPast("-------bind0001$\r\n");
  }

  /** Answers the binding request of a command that connected. */
  void answerBinding() throws IOException {
    String request = readPast("$\r\n");
    send(
        "MSRP "
            + field(request, "MSRP (\\S+) SEND")
            + " 200 OK\r\nTo-Path: "
            + field(request, "From-Path: (\\S+)")
            + "\r\nFrom-Path: "
            + field(request, "To-Path: (\\S+)")
            + "\r\n-------"
            + field(request, "MSRP (\\S+) SEND")
            + "$\r\n");
  }

  /** Reads until a text has come. */
  String readPast(String text) throws IOException {
    ByteArrayOutputStream seen = new ByteArrayOutputStream();
    while (!seen.toString(StandardCharsets.ISO_8859_1).endsWith(text)) {
      int octet = socket.getInputStream().read();
      if (octet < 0) {
        throw new IOException("ended after " + seen);
      }
      seen.write(octet);
    }
    return seen.toString(StandardCharsets.UTF_8);
  }

  /** Reads until the command closes the connection. */
  void readToEnd() throws IOException {
    socket.getInputStream().readAllBytes();
    socket.close();
  }

  /** Ends the connection as a machine that lost its power and came back does. */
  void reset() throws IOException {
    socket.setSoLinger(true, 0);
    socket.close();
  }

  private static String field(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
