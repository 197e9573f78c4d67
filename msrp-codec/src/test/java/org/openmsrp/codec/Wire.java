// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.charset.StandardCharsets;
import org.openmsrp.domain.uri.MsrpPath;

/** Pieces of frames for tests. */
final class Wire {

  static final MsrpPath BOB = MsrpPath.parse("msrp://bob.example.com:8888/9di4eae923wzd;tcp");
  static final MsrpPath ALICE = MsrpPath.parse("msrp://alice.example.com:7777/iau39soe2843z;tcp");

  static final String PATHS = "To-Path: " + BOB + "\r\nFrom-Path: " + ALICE + "\r\n";

  private Wire() {}

  /** The start line and paths of a SEND from Alice to Bob under the id {@code tid1}. */
  static String send(String... headers) {
    return start("SEND", headers);
  }

  static String start(String subject, String... headers) {
    StringBuilder text = new StringBuilder("MSRP tid1 ").append(subject).append("\r\n");
    text.append(PATHS);
    for (String header : headers) {
      text.append(header).append("\r\n");
    }
    return text.toString();
  }

  /** A whole SEND of text under the id {@code tid1}. */
  static String sendOf(String body) {
    return send("Message-ID: msg1", "Content-Type: text/plain") + "\r\n" + body + "\r\n" + end("$");
  }

  /** The end-line of {@code tid1}. */
  static String end(String flag) {
    return "-------tid1" + flag + "\r\n";
  }

  static byte[] octets(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
