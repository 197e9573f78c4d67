// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * A client's question and what makes the server's answer a good one (RFC 6455 §4.1, RFC 7977 §4.1).
 *
 * @param remote the server
 * @param key the nonce in {@code Sec-WebSocket-Key}
 */
record Handshake(Endpoint remote, String key) {

  /** The sub-protocol (RFC 7977 §10). */
  static final String PROTOCOL = "msrp";

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_OCTETS = 16;
  private static final Set<String> RESERVED =
      Set.of("host", "upgrade", "connection", "content-length", "transfer-encoding");

  static Handshake of(Endpoint remote, Random random) {
    byte[] nonce = new byte[KEY_OCTETS];
    random.nextBytes(nonce);
    return new Handshake(remote, Base64.getEncoder().encodeToString(nonce));
  }

  /** The request, with additional fields. */
  ByteBuffer request(HandshakeHeaders headers, Optional<String> authorization) {
    StringBuilder text = new StringBuilder();
    text.append("GET ").append(remote.path().isEmpty() ? "/" : remote.path()).append(" HTTP/1.1");
    line(text, "Host", host());
    line(text, "Upgrade", "websocket");
    line(text, "Connection", "Upgrade");
    line(text, "Sec-WebSocket-Key", key);
    line(text, "Sec-WebSocket-Version", "13");
    line(text, "Sec-WebSocket-Protocol", PROTOCOL);
    for (HeaderField field : added(headers.of(remote), authorization)) {
      line(text, field.name(), field.value());
    }
    return ByteBuffer.wrap(text.append("\r\n\r\n").toString().getBytes(US_ASCII));
  }

  /** The answer to a challenge takes the place of what was there before. */
  private static List<HeaderField> added(List<HeaderField> fields, Optional<String> authorization) {
    List<HeaderField> all = new ArrayList<>(fields);
    fields.forEach(field -> requireFree(field.name()));
    if (authorization.isPresent()) {
      all.removeIf(field -> field.name().equalsIgnoreCase("Authorization"));
      all.add(new HeaderField("Authorization", authorization.get()));
    }
    return all;
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append("\r\n").append(name).append(": ").append(value);
  }

  private static void requireFree(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    if (RESERVED.contains(lower) || lower.startsWith("sec-websocket-")) {
      throw new IllegalArgumentException("a part of the handshake itself: " + name);
    }
  }

  private String host() {
    String shown = remote.host().indexOf(':') >= 0 ? "[" + remote.host() + "]" : remote.host();
    int usual = remote.secure() ? 443 : 80;
    return remote.port() == usual ? shown : shown + ":" + remote.port();
  }

  /** Why the answer does not open a connection; null if it does. */
  @Nullable String objection(ResponseHead head) {
    if (head.status() != 101) {
      return "status " + head.status() + " " + head.reason();
    }
    if (!head.contains("Upgrade", "websocket") || !head.contains("Connection", "Upgrade")) {
      return "status 101 without an upgrade to websocket (RFC 6455 §4.1)";
    }
    if (!head.values("Sec-WebSocket-Accept").equals(List.of(accept()))) {
      return "wrong Sec-WebSocket-Accept (RFC 6455 §4.1)";
    }
    if (!head.values("Sec-WebSocket-Extensions").isEmpty()) {
      return "an extension that was not offered (RFC 6455 §4.1)";
    }
    if (!head.values("Sec-WebSocket-Protocol").equals(List.of(PROTOCOL))) {
      return "status 101 without the sub-protocol msrp (RFC 7977 §4.1)";
    }
    return null;
  }

  private String accept() {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII));
      return Base64.getEncoder().encodeToString(hash);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }
}
