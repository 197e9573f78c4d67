// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

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

  private static final byte[] PREFIX = Ascii.octets("MSRP ");

  /** With so many octets each start line begins. */
  static final int USUAL_OCTETS = PREFIX.length;

  private static final long PREFIX_WORD = Octets.word("MSRP    ") & 0xffffffffffL;
  private static final long SEND = Octets.word("SEND    ") & 0xffffffffL;
  private static final int ID_MIN = 4;
  private static final int ID_MAX = 32;

  private final EndLine endLine;

  private boolean response;
  private MsrpMethod method = MsrpMethod.SEND;
  private MsrpStatus status = MsrpStatus.OK;
  private @Nullable MsrpSyntaxException flaw;

  StartLine(EndLine endLine) {
    this.endLine = endLine;
  }

  /** Whether the line begins a response. */
  boolean isResponse() {
    return response;
  }

  /** The method of a request. */
  MsrpMethod method() {
    return method;
  }

  /** The status of a response. */
  MsrpStatus status() {
    return status;
  }

  /** What is wrong with the comment of the status, if anything. */
  @Nullable MsrpSyntaxException flaw() {
    return flaw;
  }

  /** Whether these first octets, whole line or not, may begin a start line. */
  static boolean mayBegin(byte[] a, int from, int to) {
    return usualOctets(a, from, to) == Math.min(to - from, PREFIX.length);
  }

  /** How many octets are those with which each start line begins. */
  static int usualOctets(byte[] a, int from, int to) {
    int known = Math.min(to - from, PREFIX.length);
    int same = 0;
    while (same < known && a[from + same] == PREFIX[same]) {
      same++;
    }
    return same;
  }

  /**
   * Reads {@code MSRP} and the transaction id, and sets the end-line to look for.
   *
   * @return the place of the space behind the id, or -1 if there is no such beginning
   */
  int readId(byte[] a, int from, int to) {
    if (to - from < 8 || (Octets.load(a, from) & 0xffffffffffL) != PREFIX_WORD) {
      return -1;
    }
    int id = from + PREFIX.length;
    int behind = behindIdent(a, id, Math.min(to, id + ID_MAX + 1));
    if (behind - id < ID_MIN || behind - id > ID_MAX || behind == to || a[behind] != ' ') {
      return -1;
    }
    endLine.reset(a, id, behind);
    return behind;
  }

  /**
   * Reads a line, given without its line end, and sets the end-line to look for.
   *
   * @return the place behind the id
   * @throws MsrpSyntaxException with its place in the line, if the frame can't be followed
   */
  int read(byte[] a, int from, int to) {
    int usual = usualOctets(a, from, to);
    require(usual == PREFIX.length, "not an MSRP start line", usual);
    int behind = readId(a, from, to);
    if (behind < 0) {
      String problem = "transaction id is missing or not of 4 to 32 characters";
      throw error(problem, idFlaw(a, from + PREFIX.length, to) - from);
    }
    require(behind + 1 < to, "neither method nor status", behind + 1 - from);
    flaw = null;
    response = isDigit(a[behind + 1]);
    readSubject(a, from, behind + 1, to);
    return behind;
  }

  /** Where a transaction id goes wrong, or ends too early. */
  private static int idFlaw(byte[] a, int from, int to) {
    return from == to ? to : behindIdent(a, from, Math.min(to, from + ID_MAX));
  }

  private void readSubject(byte[] a, int line, int from, int to) {
    if (response) {
      readStatus(a, line, from, to);
    } else {
      boolean send = to - from == 4 && (Octets.load(a, from - 4) >>> 32) == SEND;
      method = send ? MsrpMethod.SEND : otherMethod(a, line, from, to);
    }
  }

  private static MsrpMethod otherMethod(byte[] a, int line, int from, int to) {
    try {
      return MsrpMethod.of(Octets.latin1(a, from, to));
    } catch (MsrpSyntaxException e) {
      throw e.shifted(from - line);
    }
  }

  /** The place behind the octets that may stand in an ident; {@code from} if the first may not. */
  private static int behindIdent(byte[] a, int from, int to) {
    if (!Texts.isIdentStart((char) a[from])) {
      return from;
    }
    int at = from + 1;
    while (at < to && Texts.isIdentChar((char) a[at])) {
      at++;
    }
    return at;
  }

  private void readStatus(byte[] a, int line, int from, int to) {
    int end = digitsEnd(a, from, Math.min(to, from + 3));
    boolean three = end == from + 3 && (end == to || a[end] == ' ');
    require(three, "a status code has three digits", end - line);
    int code = (a[from] - '0') * 100 + (a[from + 1] - '0') * 10 + a[from + 2] - '0';
    int comment = Math.min(end + 1, to);
    try {
      status = status(code, Octets.text(a, comment, to));
    } catch (MsrpSyntaxException e) {
      flaw = e.shifted(comment - line);
      status = MsrpStatus.of(code);
    }
  }

  private static int digitsEnd(byte[] a, int from, int to) {
    int end = from;
    while (end < to && isDigit(a[end])) {
      end++;
    }
    return end;
  }

  private static MsrpStatus status(int code, String comment) {
    return code == 200 && comment.equals("OK") ? MsrpStatus.OK : new MsrpStatus(code, comment);
  }

  private static boolean isDigit(byte octet) {
    return octet >= '0' && octet <= '9';
  }

  private static void require(boolean holds, String problem, int at) {
    if (!holds) {
      throw error(problem, at);
    }
  }

  private static MsrpSyntaxException error(String problem, int at) {
    return new MsrpSyntaxException(problem, "RFC 4975 §9", at);
  }
}
