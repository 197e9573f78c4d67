// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The octets of a body, immutable. An empty body is a body; a bodiless request has none. */
public final class MsrpBody {

  /** A body of zero octets. */
  public static final MsrpBody EMPTY = new MsrpBody(new byte[0]);

  private final byte[] octets;

  private MsrpBody(byte[] octets) {
    this.octets = octets;
  }

  /**
   * A body with a copy of these octets.
   *
   * @param octets any octets
   * @return the body
   */
  public static MsrpBody copyOf(byte[] octets) {
    return new MsrpBody(octets.clone());
  }

  /**
   * A body with a copy of a buffer's remaining octets.
   *
   * @param octets read without moving its position
   * @return the body
   */
  public static MsrpBody copyOf(ByteBuffer octets) {
    byte[] copy = new byte[octets.remaining()];
    octets.duplicate().get(copy);
    return new MsrpBody(copy);
  }

  /**
   * A body of UTF-8 text.
   *
   * @param text any text
   * @return the body
   */
  public static MsrpBody utf8(String text) {
    return new MsrpBody(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * How long the body is.
   *
   * @return octets
   */
  public int size() {
    return octets.length;
  }

  /**
   * A view of the octets.
   *
   * @return a new read-only buffer, at position 0
   */
  public ByteBuffer toByteBuffer() {
    return ByteBuffer.wrap(octets).asReadOnlyBuffer();
  }

  /**
   * A copy of the octets.
   *
   * @return a new array
   */
  public byte[] toByteArray() {
    return octets.clone();
  }

  /**
   * The octets as UTF-8 text; malformed sequences become replacement characters.
   *
   * @return the text
   */
  public String utf8() {
    return new String(octets, StandardCharsets.UTF_8);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MsrpBody body && Arrays.equals(octets, body.octets);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(octets);
  }

  /** Says how long the body is; its content is the user's. */
  @Override
  public String toString() {
    return octets.length + " octets";
  }
}
