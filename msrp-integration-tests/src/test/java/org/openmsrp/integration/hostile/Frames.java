// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

/** Writes frames, well or badly formed, between two paths. */
record Frames(String to, String from) {

  static final String ID = "tid1";

  /** Start line and both paths. */
  String start(String id, String what) {
    return "MSRP " + id + " " + what + "\r\nTo-Path: " + to + "\r\nFrom-Path: " + from + "\r\n";
  }

  static String end(String id, String flag) {
    return "-------" + id + flag + "\r\n";
  }

  /** A request of these header lines without a body. */
  String bodiless(String method, String... headers) {
    return start(ID, method) + lines(headers) + end(ID, "$");
  }

  /** A request of these header lines with a body. */
  String with(String method, String body, String... headers) {
    return chunk(ID, method, body, "$", headers);
  }

  String chunk(String id, String method, String body, String flag, String... headers) {
    return start(id, method)
        + lines(headers)
        + "Content-Type: text/plain\r\n\r\n"
        + body
        + "\r\n"
        + end(id, flag);
  }

  private static String lines(String... headers) {
    StringBuilder all = new StringBuilder();
    for (String header : headers) {
      all.append(header).append("\r\n");
    }
    return all.toString();
  }

  /** A chunk of a message. */
  String part(String id, String messageId, String range, String body, String flag) {
    return chunk(id, "SEND", body, flag, "Message-ID: " + messageId, "Byte-Range: " + range);
  }

  /** A SEND of this body with this Byte-Range. */
  String ranged(String range, String body) {
    return part(ID, "mid00001", range, body, "$");
  }

  /** An empty SEND. */
  String knock(String id) {
    return start(id, "SEND") + "Message-ID: " + id + "\r\nByte-Range: 1-0/0\r\n" + end(id, "$");
  }
}
