// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Answers of a DNS server (RFC 1035 §4.1). */
final class DnsMessages {

  private static final int SRV = 33;
  private static final int INTERNET = 1;

  private DnsMessages() {}

  /** An answer with one SRV record for each target. */
  static byte[] answer(String... targets) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    shorts(out, 1, 0x8180, 1, targets.length, 0, 0);
    name(out, "_msrps._tcp.example.com");
    shorts(out, SRV, INTERNET);
    for (String target : targets) {
      record(out, target);
    }
    return out.toByteArray();
  }

  private static void record(ByteArrayOutputStream out, String target) {
    shorts(out, 0xC00C, SRV, INTERNET, 0, 60);
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    shorts(data, 10, 20, 2855);
    name(data, target);
    shorts(out, data.size());
    out.writeBytes(data.toByteArray());
  }

  private static void name(ByteArrayOutputStream out, String name) {
    for (String label : name.split("\\.")) {
      if (!label.isEmpty()) {
        out.write(label.length());
        out.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
      }
    }
    out.write(0);
  }

  private static void shorts(ByteArrayOutputStream out, int... values) {
    for (int value : values) {
      out.write(value >> 8);
      out.write(value);
    }
  }
}
