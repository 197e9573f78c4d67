// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.message.MsrpBody;

/**
 * A frame of RFC 6455 §5.2, which may break its rules.
 *
 * @param head the first octet: {@link #FIN}, reserved bits and the opcode
 * @param masked whether it is masked, as all of a client's and none of a server's have to be
 * @param payload what it carries, unmasked
 */
public record WebSocketFrame(int head, boolean masked, MsrpBody payload) {

  /** The bit that says that a message ends here. */
  public static final int FIN = 0x80;

  /** Goes on with a message. */
  public static final int CONTINUATION = 0;

  /** Begins a message of text. */
  public static final int TEXT = 1;

  /** Begins a message of octets. */
  public static final int BINARY = 2;

  /** Ends the connection. */
  public static final int CLOSE = 8;

  /** Asks for a sign of life. */
  public static final int PING = 9;

  /** Gives one. */
  public static final int PONG = 10;

  private static final byte[] MASK = {1, 2, 3, 4};
  private static final int LENGTH_16 = 126;
  private static final int LENGTH_64 = 127;

  /**
   * A frame of a client, masked and final.
   *
   * @param opcode 0 to 15
   * @param payload octets, each a character of ISO 8859-1
   * @return a frame
   */
  public static WebSocketFrame of(int opcode, String payload) {
    return new WebSocketFrame(FIN | opcode, true, MsrpBody.copyOf(payload.getBytes(ISO_8859_1)));
  }

  /**
   * The same frame, which does not end its message.
   *
   * @return a copy
   */
  public WebSocketFrame notFinal() {
    return new WebSocketFrame(head & ~FIN, masked, payload);
  }

  /**
   * The same frame without a mask.
   *
   * @return a copy
   */
  public WebSocketFrame unmasked() {
    return new WebSocketFrame(head, false, payload);
  }

  /**
   * What kind of frame it is.
   *
   * @return for example {@link #CLOSE}
   */
  public int opcode() {
    return head & 0x0f;
  }

  /**
   * Why a connection ends, in a frame of opcode {@link #CLOSE}.
   *
   * @return the code of RFC 6455 §7.4; 1005 if the frame holds none
   */
  public int closeCode() {
    ByteBuffer octets = payload.toByteBuffer();
    return octets.remaining() < 2 ? 1005 : octets.getShort() & 0xffff;
  }

  /** The octets on the wire. */
  byte[] encoded() {
    byte[] octets = new byte[payload.size()];
    payload.toByteBuffer().get(octets);
    ByteArrayOutputStream frame = new ByteArrayOutputStream(octets.length + 14);
    frame.write(head);
    writeLength(frame, octets.length);
    if (masked) {
      frame.writeBytes(MASK);
      unmask(octets, MASK);
    }
    frame.writeBytes(octets);
    return frame.toByteArray();
  }

  private void writeLength(ByteArrayOutputStream frame, int length) {
    int mask = masked ? FIN : 0;
    if (length < LENGTH_16) {
      frame.write(mask | length);
    } else if (length <= 0xffff) {
      frame.write(mask | LENGTH_16);
      frame.writeBytes(ByteBuffer.allocate(2).putShort((short) length).array());
    } else {
      frame.write(mask | LENGTH_64);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    }
  }

  private static void unmask(byte[] octets, byte[] mask) {
    for (int i = 0; i < octets.length; i++) {
      octets[i] ^= mask[i % mask.length];
    }
  }

  /** Takes a frame off the octets; null, and nothing taken, if it is not there as a whole. */
  static @Nullable WebSocketFrame takenFrom(ByteBuffer octets) {
    ByteBuffer look = octets.duplicate();
    if (look.remaining() < 2) {
      return null;
    }
    int head = look.get() & 0xff;
    int second = look.get() & 0xff;
    long length = length(look, second & LENGTH_64);
    int mask = (second & FIN) == 0 ? 0 : MASK.length;
    if (length < 0 || look.remaining() < length + mask) {
      return null;
    }
    byte[] key = new byte[mask];
    byte[] payload = new byte[(int) length];
    look.get(key).get(payload);
    octets.position(look.position());
    if (mask > 0) {
      unmask(payload, key);
    }
    return new WebSocketFrame(head, mask > 0, MsrpBody.copyOf(payload));
  }

  /** -1 if the length is not there yet. */
  private static long length(ByteBuffer look, int small) {
    int octets = small == LENGTH_16 ? 2 : small == LENGTH_64 ? 8 : 0;
    if (look.remaining() < octets) {
      return -1;
    }
    return octets == 0 ? small : octets == 2 ? look.getShort() & 0xffff : look.getLong();
  }
}
