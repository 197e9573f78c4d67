// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.OptionalInt;

/**
 * One frame of a WebSocket as it stood on the wire, whether RFC 6455 allows it or not.
 *
 * @param first the first octet: FIN, three reserved bits, and the opcode (RFC 6455 §5.2)
 * @param mask the masking key, if the frame was masked
 * @param payload what it carries, unmasked; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody compares frames.
public record RawFrame(int first, OptionalInt mask, byte[] payload) {

  /** Opcode of a fragment that goes on with a message. */
  public static final int CONTINUATION = 0;

  /** Opcode of a text message, or of its first fragment. */
  public static final int TEXT = 1;

  /** Opcode of a binary message, or of its first fragment. */
  public static final int BINARY = 2;

  /** Opcode of a close frame. */
  public static final int CLOSE = 8;

  /** Opcode of a ping. */
  public static final int PING = 9;

  /** Opcode of a pong. */
  public static final int PONG = 10;

  static final int FIN = 0x80;

  private static final int MASKED = 0x80;
  private static final int TWO_OCTETS = 126;
  private static final int EIGHT_OCTETS = 127;
  private static final int MOST = 64 * 1024 * 1024;

  /** Blocks until a whole frame has come. */
  static RawFrame read(DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int second = in.readUnsignedByte();
    long length = second & 0x7F;
    if (length == TWO_OCTETS) {
      length = in.readUnsignedShort();
    } else if (length == EIGHT_OCTETS) {
      length = in.readLong();
    }
    if (length < 0 || length > MOST) {
      throw new IOException("a frame of " + length + " octets");
    }
    boolean masked = (second & MASKED) != 0;
    OptionalInt mask = masked ? OptionalInt.of(in.readInt()) : OptionalInt.empty();
    byte[] payload = new byte[(int) length];
    in.readFully(payload);
    return new RawFrame(first, mask, masked(payload, mask));
  }

  private static byte[] masked(byte[] payload, OptionalInt mask) {
    byte[] changed = payload.clone();
    mask.ifPresent(
        key -> {
          for (int i = 0; i < changed.length; i++) {
            changed[i] ^= (byte) (key >>> (24 - 8 * (i % 4)));
          }
        });
    return changed;
  }

  /** The frame's octets. */
  byte[] octets() {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    int second = mask.isPresent() ? MASKED : 0;
    if (payload.length < TWO_OCTETS) {
      frame.write(second | payload.length);
    } else if (payload.length < 65_536) {
      frame.write(second | TWO_OCTETS);
      number(frame, payload.length, 2);
    } else {
      frame.write(second | EIGHT_OCTETS);
      number(frame, payload.length, 8);
    }
    mask.ifPresent(key -> number(frame, key, 4));
    frame.writeBytes(masked(payload, mask));
    return frame.toByteArray();
  }

  private static void number(ByteArrayOutputStream frame, long number, int octets) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      frame.write((int) (number >> shift) & 0xFF);
    }
  }

  /**
   * What kind of frame this is.
   *
   * @return the last four bits of the first octet
   */
  public int opcode() {
    return first & 0x0F;
  }

  /**
   * Whether its message ends with it.
   *
   * @return the FIN bit
   */
  public boolean fin() {
    return (first & FIN) != 0;
  }

  /**
   * The payload as text.
   *
   * @return one character for each octet
   */
  public String text() {
    return new String(payload, ISO_8859_1);
  }

  /**
   * The code in a close frame.
   *
   * @return a code of RFC 6455 §7.4
   * @throws AssertionError if this is no close frame with a code
   */
  public int closeCode() {
    if (opcode() != CLOSE || payload.length < 2) {
      throw new AssertionError("no close frame with a code: " + this);
    }
    return ((payload[0] & 0xFF) << 8) | (payload[1] & 0xFF);
  }

  /** For messages: the payload's length only. */
  @Override
  public String toString() {
    return "frame[first=" + Integer.toHexString(first) + ", " + payload.length + " octets]";
  }
}
