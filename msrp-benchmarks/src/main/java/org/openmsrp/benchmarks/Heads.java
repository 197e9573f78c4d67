// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.nio.charset.StandardCharsets;

/** Heads as they stand on the wire. */
final class Heads {

  static final String TO = "msrp://bob.example.com:8888/9di4eae923wzdPqR;tcp";
  static final String FROM = "msrp://alice.example.com:7654/jshA7weztasdX1yZ;tcp";

  private Heads() {}

  /** A SEND up to its blank line. */
  static byte[] send(String transactionId) {
    return send(transactionId, "Xk3.mQ9+aLw2Tz0B");
  }

  static byte[] send(String transactionId, String messageId) {
    return ("MSRP "
            + transactionId
            + " SEND\r\n"
            + paths()
            + "Message-ID: "
            + messageId
            + "\r\n"
            + "Byte-Range: 1-100/100\r\n"
            + "Content-Type: text/plain\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** A whole 200. */
  static byte[] ok(String transactionId) {
    return ("MSRP " + transactionId + " 200 OK\r\n" + paths() + "-------" + transactionId + "$\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String paths() {
    return "To-Path: " + TO + "\r\nFrom-Path: " + FROM + "\r\n";
  }
}
