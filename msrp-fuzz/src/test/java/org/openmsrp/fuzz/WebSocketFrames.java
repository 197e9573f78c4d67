// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Frames as a peer sends them (RFC 6455 §5), for a fuzzer to begin with. */
final class WebSocketFrames {

  private static final int FIN = 0x80;
  private static final int CONTINUATION = 0;
  private static final int TEXT = 1;
  private static final int BINARY = 2;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;
  private static final int RESERVED = 3;

  private static final List<Consumer<WebSocketFrames>> CONVERSATIONS =
      List.of(
          all -> all.frame(FIN | BINARY, "one").frame(FIN | TEXT, "two").frame(FIN | BINARY, ""),
          all -> all.frame(BINARY, "a").frame(FIN | PING, "p").frame(FIN | CONTINUATION, "b"),
          all -> all.frame(FIN | PONG, "").frame(FIN | PING, "x".repeat(125)),
          all -> all.frame(FIN | BINARY, "x".repeat(WebSocketTarget.MOST)).frame(FIN | CLOSE, ""),
          all -> all.frame(BINARY, "x".repeat(WebSocketTarget.MOST)).frame(FIN | CONTINUATION, "x"),
          all -> all.frame(FIN | BINARY, "x").frame(FIN | CLOSE, "\u0003\u00e8bye"),
          all -> all.frame(FIN | CLOSE, "\u0003\u00f1"),
          all -> all.frame(FIN | RESERVED, "x").frame(FIN | CONTINUATION, "x"),
          all -> all.frame(FIN | PING, "x".repeat(126)));

  private final boolean masked;
  private final ByteArrayOutputStream octets = new ByteArrayOutputStream();

  private WebSocketFrames(boolean masked) {
    this.masked = masked;
  }

  /** Conversations of a peer that masks, or does not. */
  static List<byte[]> conversations(boolean masked) {
    return CONVERSATIONS.stream()
        .map(
            conversation -> {
              WebSocketFrames frames = new WebSocketFrames(masked);
              conversation.accept(frames);
              return frames.octets.toByteArray();
            })
        .toList();
  }

  /** The mask is zero, so that the payload can be read. */
  private WebSocketFrames frame(int first, String payload) {
    int length = payload.length();
    int mask = masked ? 0x80 : 0;
    octets.write(first);
    if (length < 126) {
      octets.write(mask | length);
    } else {
      octets.write(mask | 126);
      octets.write(length >> 8);
      octets.write(length);
    }
    octets.writeBytes(new byte[masked ? 4 : 0]);
    octets.writeBytes(payload.getBytes(StandardCharsets.ISO_8859_1));
    return this;
  }
}
