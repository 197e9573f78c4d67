// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** The blocks of a pcapng file, as draft-ietf-opsawg-pcapng has them, big-endian. */
final class Pcapng {

  static final int SECTION = 0x0A0D0D0A;
  static final int INTERFACE = 1;
  static final int SIMPLE_PACKET = 3;
  static final int PACKET = 6;
  static final int BYTE_ORDER = 0x1A2B3C4D;
  static final int LINK_ETHERNET = 1;

  /** Type, both lengths. */
  static final int FRAME = 12;

  static final int OPTION_RESOLUTION = 9;

  private static final int OPTION_COMMENT = 1;
  private static final int OPTION_NAME = 2;
  private static final int OPTION_APPLICATION = 4;
  private static final byte NANOSECONDS = 9;

  private Pcapng() {}

  /** The head of the section and its only interface. */
  static ByteBuffer fileHead() {
    ByteBuffer section = ByteBuffer.allocate(16 + 64);
    section.putInt(BYTE_ORDER).putShort((short) 1).putShort((short) 0).putLong(-1);
    option(section, OPTION_APPLICATION, text("OpenMSRP"));
    section.putInt(0).flip();
    ByteBuffer network = ByteBuffer.allocate(8 + 64);
    network.putShort((short) LINK_ETHERNET).putShort((short) 0).putInt(0);
    option(network, OPTION_NAME, text("MSRP above TLS and WebSocket"));
    option(network, OPTION_RESOLUTION, new byte[] {NANOSECONDS});
    network.putInt(0).flip();
    ByteBuffer head = ByteBuffer.allocate(2 * FRAME + section.remaining() + network.remaining());
    block(head, SECTION, section);
    block(head, INTERFACE, network);
    return head.flip();
  }

  /** A packet; the comment is shown with it unless it is empty. */
  static ByteBuffer packet(Instant time, ByteBuffer octets, String comment) {
    byte[] note = text(comment);
    int size = octets.remaining();
    ByteBuffer body = ByteBuffer.allocate(20 + padded(size) + 8 + padded(note.length));
    long nanos = time.getEpochSecond() * 1_000_000_000L + time.getNano();
    body.putInt(0).putLong(nanos).putInt(size).putInt(size).put(octets);
    pad(body);
    if (note.length > 0) {
      option(body, OPTION_COMMENT, note);
      body.putInt(0);
    }
    body.flip();
    ByteBuffer block = ByteBuffer.allocate(FRAME + body.remaining());
    block(block, PACKET, body);
    return block.flip();
  }

  static int padded(int size) {
    return (size + 3) & ~3;
  }

  private static void block(ByteBuffer out, int type, ByteBuffer body) {
    int size = FRAME + body.remaining();
    out.putInt(type).putInt(size).put(body).putInt(size);
  }

  private static void option(ByteBuffer out, int code, byte[] value) {
    out.putShort((short) code).putShort((short) value.length).put(value);
    pad(out);
  }

  private static void pad(ByteBuffer out) {
    while (out.position() % 4 != 0) {
      out.put((byte) 0);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
