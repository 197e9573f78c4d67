// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * What a parser does that makes strings of everything at once, in one pass and without regular
 * expressions: id, method and headers by name, then the end-line. URIs, ranges and types are not
 * looked into.
 */
final class EagerFrame {

  final Map<String, String> headers = new HashMap<>();
  String transactionId = "";
  String method = "";

  private final byte[] octets;
  private int at;

  EagerFrame(byte[] octets, int from) {
    this.octets = octets;
    this.at = from;
  }

  /** Parses the frame; returns the place behind it. */
  int parse() {
    until(' ');
    transactionId = until(' ');
    method = until('\r');
    at++;
    while (octets[at] != '\r') {
      String name = until(':');
      at++;
      headers.put(name, until('\r'));
      at++;
    }
    return behindEndLine();
  }

  private int behindEndLine() {
    byte[] endLine = ("\r\n-------" + transactionId).getBytes(StandardCharsets.US_ASCII);
    while (octets[at] != '\r'
        || !Arrays.equals(octets, at, at + endLine.length, endLine, 0, endLine.length)) {
      at++;
    }
    return at + endLine.length + 3;
  }

  /** The text up to an octet, which is skipped. */
  private String until(char end) {
    int from = at;
    while (octets[at] != end) {
      at++;
    }
    at++;
    return new String(octets, from, at - 1 - from, StandardCharsets.UTF_8);
  }
}
