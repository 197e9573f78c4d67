// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.arbitrary;

import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * One way in which a frame is broken. What is broken is always a SEND with a text that is well
 * formed otherwise, so that a receiver that takes it has missed exactly this.
 */
@SuppressWarnings("ImmutableEnumChecker") // Functions without state.
public enum Malformation {
  /** Not MSRP at all. */
  WRONG_PROTOCOL(f -> f.replaceFirst("MSRP", "HTTP")),
  /** A transaction id of three characters (RFC 4975 §9: at least four). */
  SHORT_TRANSACTION_ID(f -> f.replace("tid1", "tid")),
  /** A transaction id of 33 characters (RFC 4975 §9: at most 32). */
  LONG_TRANSACTION_ID(f -> f.replace("tid1", "t".repeat(33))),
  /** No To-Path (RFC 4975 §7.1). */
  NO_TO_PATH(f -> f.replaceFirst("To-Path: [^\r]*\r\n", "")),
  /** No From-Path (RFC 4975 §7.1). */
  NO_FROM_PATH(f -> f.replaceFirst("From-Path: [^\r]*\r\n", "")),
  /** From-Path before To-Path (RFC 4975 §7.1). */
  SWAPPED_PATHS(f -> f.replaceFirst("(To-Path: [^\r]*\r\n)(From-Path: [^\r]*\r\n)", "$2$1")),
  /** A URI without transport (RFC 4975 §6). */
  NO_TRANSPORT(f -> f.replaceFirst(";(tcp|ws)", "")),
  /** Two Message-IDs (RFC 4975 §9). */
  TWO_MESSAGE_IDS(f -> f.replaceFirst("(Message-ID: [^\r]*\r\n)", "$1$1")),
  /** A Byte-Range that begins before the first octet (RFC 4975 §7.1.1). */
  RANGE_FROM_ZERO(f -> f.replaceFirst("Byte-Range: 1-", "Byte-Range: 0-")),
  /** A header without a colon (RFC 4975 §9). */
  NO_COLON(f -> f.replaceFirst("Message-ID: ", "Message-ID ")),
  /** A header that goes on in the next line, as MIME allows and MSRP does not (RFC 4975 §9). */
  FOLDED_HEADER(f -> f.replaceFirst("text/plain", "text/plain\r\n ;charset=utf-8")),
  /** A NUL in a header (RFC 4975 §9). */
  NUL_IN_HEADER(f -> f.replaceFirst("mid1", "mi\0d1")),
  /** Lines that end with LF alone (RFC 4975 §9). */
  BARE_LF(f -> f.replace("\r\n", "\n")),
  /** No end-line at all (RFC 4975 §7.1). */
  NO_END_LINE(f -> f.replaceFirst("-------tid1[^\r]*\r\n", ""));

  private static final MsrpPath TO = MsrpPath.parse("msrp://bob.example:8888/s1;tcp");
  private static final MsrpPath FROM = MsrpPath.parse("msrp://alice.example:7777/s2;tcp");

  private final UnaryOperator<String> breaking;

  Malformation(UnaryOperator<String> breaking) {
    this.breaking = breaking;
  }

  /**
   * Broken frames, between two paths of their own.
   *
   * @return frames with different texts
   */
  public Arbitrary<byte[]> arbitrary() {
    return Arbitraries.strings().alpha().ofMaxLength(50).map(this::frame);
  }

  /**
   * One broken frame, between two paths of its own.
   *
   * @param text the body, which holds no line end
   * @return a new array
   */
  public byte[] frame(String text) {
    return frame(TO, FROM, text);
  }

  /**
   * One broken frame of a session, to see what its peer does.
   *
   * @param to the To-Path, with the transport {@code tcp} or {@code ws}
   * @param from the From-Path
   * @param text the body, which holds no line end
   * @return a new array; its transaction id is {@code tid1} unless that is what is broken
   */
  public byte[] frame(MsrpPath to, MsrpPath from, String text) {
    return Octets.of(breaking.apply(sound(to, from, text)));
  }

  /** What is broken. */
  static String sound(MsrpPath to, MsrpPath from, String text) {
    return ("MSRP tid1 SEND\r\nTo-Path: " + to + "\r\nFrom-Path: " + from + "\r\n")
        + "Message-ID: mid1\r\n"
        + ("Byte-Range: 1-" + text.length() + "/" + text.length() + "\r\n")
        + "Content-Type: text/plain\r\n\r\n"
        + (text + "\r\n-------tid1$\r\n");
  }
}
