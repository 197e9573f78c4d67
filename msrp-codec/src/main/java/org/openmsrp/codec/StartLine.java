// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.message.MsrpMethod;

/**
 * Reads start lines: {@code MSRP}, transaction id, and method or status (RFC 4975 §9). Without them
 * the end of the frame can't be known, so errors here are fatal; only the comment of a status may
 * be wrong.
 */
final class StartLine {

  private static final String RULE = "RFC 4975 §9";
  private static final byte[] PREFIX = "MSRP ".getBytes(StandardCharsets.US_ASCII);
  private static final int ID_MIN = 4;
  private static final int ID_MAX = 32;
  private static final long SEND = Octets.word("SEND    ") & 0xffffffffL;

  private final EndLine endLine;
  private final ValueCache<MsrpStatus> lastStatus = new ValueCache<>();

  private String transactionId = "";
  private @Nullable MsrpMethod method;
  private @Nullable MsrpStatus status;
  private @Nullable MsrpSyntaxException flaw;

  StartLine(EndLine endLine) {
    this.endLine = endLine;
  }

  String transactionId() {
    return transactionId;
  }

  /** The method of a request; null for a response. */
  @Nullable MsrpMethod method() {
    return method;
  }

  /** The status of a response; null for a request. */
  @Nullable MsrpStatus status() {
    return status;
  }

  /** What is wrong with the comment of the status, if anything. */
  @Nullable MsrpSyntaxException flaw() {
    return flaw;
  }

  /** Whether these first octets, whole line or not, may begin a start line. */
  static boolean mayBegin(byte[] a, int from, int to) {
    int known = Math.min(to - from, PREFIX.length);
    for (int i = 0; i < known; i++) {
      if (a[from + i] != PREFIX[i]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Reads a line, given without its line end, and sets the end-line to look for.
   *
   * @throws MsrpSyntaxException without a place, if the frame can't be followed
   */
  void read(byte[] a, int from, int to) {
    method = null;
    status = null;
    flaw = null;
    require(to - from >= PREFIX.length && mayBegin(a, from, to), "not an MSRP start line");
    int idFrom = from + PREFIX.length;
    int idTo = Octets.indexOf(a, idFrom, Math.min(to, idFrom + ID_MAX + 1), ' ');
    require(idTo - idFrom >= ID_MIN, "transaction id is missing or not of 4 to 32 characters");
    transactionId = Octets.text(a, idFrom, idTo);
    Texts.requireIdent(transactionId, "transaction id");
    endLine.reset(a, idFrom, idTo);
    int rest = idTo + 1;
    require(rest < to, "neither method nor status");
    if (isDigit(a[rest])) {
      status = status(a, rest, to);
    } else {
      method = method(a, rest, to);
    }
  }

  private static MsrpMethod method(byte[] a, int from, int to) {
    if (to - from == 4 && (Octets.load(a, from - 4) >>> 32) == SEND) {
      return MsrpMethod.SEND;
    }
    return MsrpMethod.of(Octets.text(a, from, to));
  }

  private MsrpStatus status(byte[] a, int from, int to) {
    MsrpStatus known = lastStatus.get(a, from, to);
    if (known != null) {
      return known;
    }
    int end = from + 3;
    require(
        end <= to && isDigit(a[from + 1]) && isDigit(a[from + 2]) && (end == to || a[end] == ' '),
        "a status code has three digits");
    int code = (a[from] - '0') * 100 + (a[from + 1] - '0') * 10 + a[from + 2] - '0';
    try {
      String comment = Octets.text(a, Math.min(end + 1, to), to);
      return lastStatus.put(a, from, to, new MsrpStatus(code, comment));
    } catch (MsrpSyntaxException e) {
      flaw = e;
      return MsrpStatus.of(code);
    }
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new MsrpSyntaxException(problem, RULE);
    }
  }
}
