// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpParser;
import org.openmsrp.domain.port.transport.Endpoint;

/** Lets a fuzzer in where the room has no door. */
public final class HandshakeDoor {

  private static final int MOST_HEAD_OCTETS = 16 * 1024;
  private static final Endpoint SERVER = new Endpoint(Endpoint.WS, "server.example", 80, "/");
  private static final Handshake ASKED = new Handshake(SERVER, "dGhlIHNhbXBsZSBub25jZQ==");

  private HandshakeDoor() {}

  /**
   * What the client makes of an answer.
   *
   * @param pieces the answer
   * @return open, incomplete, or the objection
   */
  public static String verdict(List<byte[]> pieces) {
    ResponseHead head = new ResponseHead();
    HttpParser parser = new HttpParser(head, MOST_HEAD_OCTETS);
    for (byte[] piece : pieces) {
      parser.parseNext(ByteBuffer.wrap(piece));
      if (head.failure() != null) {
        return String.valueOf(head.failure());
      }
      if (head.isComplete()) {
        String objection = ASKED.objection(head);
        return objection == null ? "open" : objection;
      }
    }
    return "incomplete";
  }
}
