// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.nio.ByteBuffer;

/** Sends 64 MiB, one write after the other. */
final class Transfer {

  static final int CHUNK = 64 * 1024;
  static final long OCTETS = 64L * 1024 * 1024;

  private final RecordingHandler writer;

  Transfer(RecordingHandler writer) {
    this.writer = writer.whenWritten(this::next);
  }

  private void next() {
    long sent = writer.written() * CHUNK;
    if (sent < OCTETS) {
      writer.connection().write(true, chunk(sent));
    }
  }

  private static ByteBuffer chunk(long offset) {
    return Pattern.buffer(offset, CHUNK);
  }

  void begin() {
    writer.connection().write(true, chunk(0));
  }
}
