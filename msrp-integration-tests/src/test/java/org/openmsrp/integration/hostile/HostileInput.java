// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import java.util.function.Function;

/** What hurt other stacks when a peer of a session sent it, and what comes of it here. */
enum HostileInput {
  // What looks like an end-line
  END_LINE_WITHOUT_FLAG(200, f -> f.ranged("1-*/*", "a\r\n-------tid1x\r\nb")),
  END_LINE_CUT_SHORT(200, f -> f.ranged("1-*/*", "a\r\n-------tid1$\rb")),
  END_LINE_OF_ANOTHER(200, f -> f.ranged("1-*/*", "a\r\n-------tid2$\r\nb")),
  RUNS_OF_HYPHENS(200, f -> f.ranged("1-*/*", ("\r\n" + "-".repeat(998)).repeat(60))),
  NOTHING_BUT_LINE_ENDS(200, f -> f.ranged("1-*/*", "\r\n".repeat(30_000))),
  // Byte-Range
  RANGE_REVERSED(400, f -> f.ranged("5-3/10", "hello")),
  RANGE_NEGATIVE(400, f -> f.ranged("-1-5/5", "hello")),
  RANGE_FROM_ZERO(400, f -> f.ranged("0-5/5", "hello")),
  RANGE_EMPTY(400, f -> f.ranged("", "hello")),
  RANGE_OF_LETTERS(400, f -> f.ranged("a-b/c", "hello")),
  RANGE_AT_2_TO_31(200, f -> f.ranged("2147483648-2147483652/2147483652", "hello")),
  RANGE_AT_2_TO_32(200, f -> f.ranged("4294967296-4294967300/4294967300", "hello")),
  RANGE_AT_2_TO_63(
      400, f -> f.ranged("9223372036854775808-9223372036854775812/9223372036854775812", "hello")),
  RANGE_AT_THE_LAST_LONG(
      400, f -> f.ranged("9223372036854775803-9223372036854775807/9223372036854775807", "hello")),
  RANGE_OF_31_DIGITS(400, f -> f.ranged("1-1" + "0".repeat(30) + "/*", "hello")),
  TOTAL_SMALLER_THAN_RANGE(400, f -> f.ranged("1-5/2", "hello")),
  TOTAL_SMALLER_THAN_DATA(200, f -> f.ranged("1-*/2", "hello")),
  TOTAL_OF_EXABYTES(200, f -> f.ranged("1-*/4000000000000000000", "hello")),
  BODY_SHORTER_THAN_ANNOUNCED(200, f -> f.ranged("1-500/500", "hello")),
  // Start lines
  START_LINE_OF_ONE_WORD(Outcome.ENDS, f -> "MSRP\r\n"),
  START_LINE_WITHOUT_METHOD(Outcome.ENDS, f -> "MSRP abcd\r\n"),
  START_LINE_WITHOUT_ID(Outcome.ENDS, f -> "MSRP  SEND\r\n"),
  ID_OF_33_CHARACTERS(Outcome.ENDS, f -> f.start("a".repeat(33), "SEND")),
  ID_WITHOUT_END(Outcome.ENDS, f -> "MSRP " + "a".repeat(20_000)),
  NUL_IN_START_LINE(Outcome.ENDS, f -> f.start("ab\0d", "SEND")),
  ANOTHER_PROTOCOL(Outcome.ENDS, f -> "GET / HTTP/1.1\r\nHost: a\r\n\r\n"),
  ANOTHER_VERSION_OF_LETTERS(Outcome.ENDS, f -> "msrp tid1 SEND\r\n"),
  METHOD_UNKNOWN(501, f -> f.bodiless("PUBLISH")),
  METHOD_UNKNOWN_WITH_BODY(501, f -> f.with("PUBLISH", "hello")),
  // Headers
  HEADER_WITHOUT_COLON(400, f -> f.bodiless("SEND", "nonsense")),
  HEADER_WITHOUT_NAME(400, f -> f.bodiless("SEND", ": nonsense")),
  HEADER_WITHOUT_END(Outcome.ENDS, f -> f.start("tid1", "SEND") + "X: " + "y".repeat(20_000)),
  HEADERS_WITHOUT_END(Outcome.ENDS, f -> f.start("tid1", "SEND") + "X: y\r\n".repeat(4_000)),
  HEADERS_BY_THE_THOUSAND(
      400, f -> f.start("tid1", "SEND") + "a:b\r\n".repeat(2_500) + Frames.end(Frames.ID, "$")),
  HEADER_WITH_NUL(400, f -> f.bodiless("SEND", "X-A: a\0b")),
  HEADER_WITH_ESCAPE(400, f -> f.bodiless("SEND", "X-A: a\033[2Jb")),
  HEADER_NAME_WITH_8_BIT(400, f -> f.bodiless("SEND", "X-\u00e9: b")),
  HEADER_VALUE_WITH_BROKEN_UTF8(400, f -> f.bodiless("SEND", "X-A: \u00ff\u00fe")),
  HEADER_UNKNOWN(200, f -> f.bodiless("SEND", "X-Unknown: a", "Message-ID: mid00001")),
  MESSAGE_WITHOUT_ID(400, f -> f.with("SEND", "hello")),
  MESSAGE_ID_OF_4_KB(400, f -> f.with("SEND", "hello", "Message-ID: " + "m".repeat(4_096))),
  // Paths
  TO_PATH_TWICE(400, f -> f.bodiless("SEND", "To-Path: " + f.to())),
  FROM_PATH_TWICE(400, f -> f.bodiless("SEND", "From-Path: " + f.from())),
  PATHS_SWAPPED(
      400,
      f ->
          "MSRP tid1 SEND\r\nFrom-Path: "
              + f.from()
              + "\r\nTo-Path: "
              + f.to()
              + "\r\n"
              + Frames.end(Frames.ID, "$")),
  // Nobody can be answered whose path is not known.
  PATH_OF_200_URIS(
      Outcome.SILENCE, f -> new Frames(f.to(), (f.from() + " ").repeat(200)).bodiless("SEND")),
  PATH_OF_10000_URIS(
      Outcome.ENDS, f -> new Frames(f.to(), (f.from() + " ").repeat(10_000)).bodiless("SEND")),
  URI_OF_10_KB(
      Outcome.SILENCE, f -> new Frames(f.to(), f.from() + "a".repeat(10_000)).bodiless("SEND")),
  SESSION_OF_ANOTHER(481, f -> new Frames(f.to().replace(";", "x;"), f.from()).bodiless("SEND")),
  PEER_OF_ANOTHER(481, f -> new Frames(f.to(), f.from().replace(";", "x;")).bodiless("SEND")),
  // Responses and reports
  RESPONSE_WITHOUT_COMMENT(Outcome.SILENCE, f -> f.bodiless("200")),
  RESPONSE_TO_NOTHING(Outcome.SILENCE, f -> f.bodiless("200 OK")),
  RESPONSE_WITH_BODY(Outcome.SILENCE, f -> f.with("200 OK", "hello")),
  RESPONSE_OF_STRANGE_CODE(Outcome.SILENCE, f -> f.bodiless("999 What")),
  REPORT_ON_A_MESSAGE_NEVER_SENT(
      Outcome.SILENCE,
      f -> f.bodiless("REPORT", "Message-ID: never", "Byte-Range: 1-5/5", "Status: 000 200 OK")),
  REPORT_WITHOUT_STATUS(Outcome.SILENCE, f -> f.bodiless("REPORT", "Message-ID: never")),
  REPORT_MALFORMED(Outcome.SILENCE, f -> f.bodiless("REPORT", "nonsense")),
  REPORT_WITH_A_LONG_BODY(Outcome.SILENCE, f -> f.with("REPORT", "x".repeat(10_241))),
  AUTH_TO_AN_ENDPOINT(501, f -> f.bodiless("AUTH")),
  AUTH_WITH_A_LONG_BODY(400, f -> f.with("AUTH", "x".repeat(10_241))),
  NICKNAME_WITH_A_LONG_BODY(400, f -> f.with("NICKNAME", "x".repeat(10_241))),
  METHOD_UNKNOWN_INTERRUPTED(400, f -> f.start("tid1", "PUBLISH") + "-------tid1+\r\n"),
  // Between frames
  KEEP_ALIVES(200, f -> "\r\n".repeat(1_000) + f.bodiless("SEND", "Message-ID: mid00001"));

  /** What comes of an input, where it is no status code. */
  static final class Outcome {
    /** No answer, and the session goes on. */
    static final int SILENCE = 0;

    /** The connection ends. */
    static final int ENDS = -1;

    private Outcome() {}
  }

  private final int outcome;
  private final Function<Frames, String> octets;

  HostileInput(int outcome, Function<Frames, String> octets) {
    this.outcome = outcome;
    this.octets = octets;
  }

  /** A status code, or one of {@link Outcome}. */
  int outcome() {
    return outcome;
  }

  /** Octets, each a character of ISO 8859-1. */
  String octets(Frames frames) {
    return octets.apply(frames);
  }
}
