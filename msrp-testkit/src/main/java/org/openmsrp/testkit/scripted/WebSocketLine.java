// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.port.transport.Endpoint;

/** A client's half of a WebSocket (RFC 6455), one binary frame for each content. */
final class WebSocketLine implements Line {

  private static final int READ = 64 * 1024;

  private final SocketLine socket;
  private final Queue<WebSocketFrame> control = new ArrayDeque<>();
  private ByteBuffer unread = ByteBuffer.allocate(0);
  private ByteBuffer content = ByteBuffer.allocate(0);

  private WebSocketLine(SocketLine socket) {
    this.socket = socket;
  }

  /** Asks for the upgrade with these further fields; fails if it is not granted. */
  static WebSocketLine open(SocketLine socket, Endpoint remote, Duration patience, String... fields)
      throws IOException {
    StringBuilder request = new StringBuilder("GET ");
    request.append(remote.path().isEmpty() ? "/" : remote.path()).append(" HTTP/1.1\r\nHost: ");
    request.append(remote.host()).append(':').append(remote.port());
    request.append("\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n");
    request.append("Sec-WebSocket-Key: c2NyaXB0ZWQgcGVlciAhIQ==\r\nSec-WebSocket-Version: 13\r\n");
    for (String field : fields) {
      request.append(field).append("\r\n");
    }
    socket.writeRaw(request.append("\r\n").toString().getBytes(ISO_8859_1));
    WebSocketLine line = new WebSocketLine(socket);
    String answer = line.head(patience);
    if (!answer.startsWith("HTTP/1.1 101 ")) {
      socket.kill();
      throw new IOException("no upgrade: " + answer.lines().findFirst().orElse("nothing"));
    }
    return line;
  }

  private String head(Duration patience) throws IOException {
    String text = "";
    int end = -1;
    while (end < 0) {
      if (fill(patience) <= 0) {
        throw new IOException("the answer to the upgrade ended after: " + text);
      }
      text = new String(unread.array(), unread.position(), unread.remaining(), ISO_8859_1);
      end = text.indexOf("\r\n\r\n");
    }
    unread.position(unread.position() + end + 4);
    return text.substring(0, end);
  }

  /** Reads more octets behind those that are there. */
  private int fill(Duration patience) throws IOException {
    byte[] more = new byte[READ];
    int octets = socket.read(more, patience);
    if (octets > 0) {
      ByteBuffer both = ByteBuffer.allocate(unread.remaining() + octets);
      unread = both.put(unread).put(more, 0, octets).flip();
    }
    return octets;
  }

  SocketLine socket() {
    return socket;
  }

  /** Drops control frames up to one of this kind; true if there is one. */
  boolean skipTo(int opcode) {
    while (!control.isEmpty() && control.element().opcode() != opcode) {
      control.remove();
    }
    return !control.isEmpty();
  }

  /** Takes the next control frame, which must be there. */
  WebSocketFrame nextControl() {
    return control.remove();
  }

  @Override
  public byte[] wrapped(byte[] octets) {
    return new WebSocketFrame(
            WebSocketFrame.FIN | WebSocketFrame.BINARY, true, MsrpBody.copyOf(octets))
        .encoded();
  }

  @Override
  public void writeRaw(byte[] octets) throws IOException {
    socket.writeRaw(octets);
  }

  @Override
  public int read(byte[] target, Duration patience) throws IOException {
    if (!content.hasRemaining()) {
      int state = nextContent(patience);
      if (state <= 0) {
        return state;
      }
    }
    int octets = Math.min(target.length, content.remaining());
    content.get(target, 0, octets);
    return octets;
  }

  /** Positive if there is content now; 0 also after a control frame. */
  private int nextContent(Duration patience) throws IOException {
    WebSocketFrame frame = WebSocketFrame.takenFrom(unread);
    if (frame == null) {
      int octets = fill(patience);
      frame = WebSocketFrame.takenFrom(unread);
      if (frame == null) {
        return Math.min(octets, 0);
      }
    }
    if (frame.opcode() <= WebSocketFrame.BINARY) {
      content = frame.payload().toByteBuffer();
      return content.remaining();
    }
    control.add(frame);
    answer(frame);
    return 0;
  }

  /** A peer that is there says so (RFC 6455 §5.5.2). */
  private void answer(WebSocketFrame frame) throws IOException {
    if (frame.opcode() == WebSocketFrame.PING) {
      int head = WebSocketFrame.FIN | WebSocketFrame.PONG;
      writeRaw(new WebSocketFrame(head, true, frame.payload()).encoded());
    }
  }

  @Override
  public void halfClose() throws IOException {
    socket.halfClose();
  }

  @Override
  public void close() throws IOException {
    try {
      writeRaw(WebSocketFrame.of(WebSocketFrame.CLOSE, "\u0003\u00e8").encoded());
    } finally {
      socket.close();
    }
  }

  @Override
  public void kill() {
    socket.kill();
  }
}
