// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.util.List;
import java.util.OptionalInt;

/** Frames that RFC 6455 does not allow, by their first octets. */
enum ForbiddenFrame {
  /** §5.1: a client's without a mask, or a server's with one. */
  MASK_OF_THE_OTHER_ROLE(RawFrame.FIN | RawFrame.BINARY),
  /** §5.2: no extension was agreed on that defines RSV1. */
  RESERVED_BIT(0xC0 | RawFrame.BINARY),
  /** §5.2. */
  RESERVED_OPCODE(RawFrame.FIN | 3),
  /** §5.4. */
  CONTINUES_NOTHING(RawFrame.FIN | RawFrame.CONTINUATION),
  /** §5.4: in the place of a continuation. */
  MESSAGE_WITHIN_A_MESSAGE(RawFrame.FIN | RawFrame.BINARY),
  /** §5.5. */
  CONTROL_IN_FRAGMENTS(RawFrame.PING),
  /** §5.5: more than 125 octets. */
  HUGE_PING(RawFrame.FIN | RawFrame.PING),
  /** §5.5: more than 125 octets. */
  HUGE_CLOSE(RawFrame.FIN | RawFrame.CLOSE);

  private static final int TOO_MANY_OCTETS = 126;

  private final int first;

  ForbiddenFrame(int first) {
    this.first = first;
  }

  /** The frame, and before it what it takes to be forbidden, from a peer with this key. */
  List<RawFrame> frames(OptionalInt mask) {
    return switch (this) {
      case MASK_OF_THE_OTHER_ROLE -> List.of(frame(theOther(mask), 1));
      case MESSAGE_WITHIN_A_MESSAGE ->
          List.of(new RawFrame(RawFrame.BINARY, mask, Pattern.bytes(0, 1)), frame(mask, 1));
      case HUGE_PING, HUGE_CLOSE -> List.of(frame(mask, TOO_MANY_OCTETS));
      default -> List.of(frame(mask, 1));
    };
  }

  private RawFrame frame(OptionalInt mask, int octets) {
    return new RawFrame(first, mask, Pattern.bytes(0, octets));
  }

  private static OptionalInt theOther(OptionalInt mask) {
    return mask.isPresent() ? OptionalInt.empty() : OptionalInt.of(0x01020304);
  }
}
