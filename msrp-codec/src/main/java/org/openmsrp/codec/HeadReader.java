// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * Reads the lines of a head one after the other. The first error is kept and the reading goes on,
 * since the paths and the Failure-Report decide how the error is answered.
 */
final class HeadReader {

  private static final String RULE = "RFC 4975 §9";

  private enum Expected {
    START_LINE,
    TO_PATH,
    FROM_PATH,
    HEADER
  }

  private final DecoderLimits limits;
  private final EndLine endLine;
  private final StartLine start;
  private final PathDecoder toPaths;
  private final PathDecoder fromPaths;
  private final HeaderFields fields = new HeaderFields();

  private Expected expected = Expected.START_LINE;
  private int count;
  private boolean blankLine;
  private @Nullable MsrpPath toPath;
  private @Nullable MsrpPath fromPath;
  private @Nullable MsrpSyntaxException flaw;

  HeadReader(DecoderLimits limits, EndLine endLine) {
    this.limits = limits;
    this.endLine = endLine;
    start = new StartLine(endLine);
    toPaths = new PathDecoder(limits);
    fromPaths = new PathDecoder(limits);
  }

  /** Begins a head. */
  void begin() {
    expected = Expected.START_LINE;
    count = 0;
    toPath = null;
    fromPath = null;
    flaw = null;
    fields.begin();
  }

  /** Whether the start line was not read yet. */
  boolean atStart() {
    return expected == Expected.START_LINE;
  }

  /**
   * Takes To-Path and From-Path if the next octets are those of the last head; returns how many.
   */
  int takeRepeatedPaths(byte[] a, int from, int to) {
    if (expected != Expected.TO_PATH) {
      return 0;
    }
    int first = toPaths.lengthIfRepeated(a, from, to);
    int second = first == 0 ? 0 : fromPaths.lengthIfRepeated(a, from + first, to);
    if (second == 0) {
      return 0;
    }
    toPath = toPaths.last();
    fromPath = fromPaths.last();
    count = 2;
    expected = Expected.HEADER;
    return first + second;
  }

  /**
   * Reads the next line, given without its line end.
   *
   * @param offset where it begins in the stream
   * @return whether the head is complete
   * @throws MsrpSyntaxException without a place, if the frame can't be followed
   */
  boolean read(byte[] a, int from, int to, long offset) {
    if (expected == Expected.START_LINE) {
      start.read(a, from, to);
      noteFlaw(start.flaw(), offset);
      expected = Expected.TO_PATH;
      return false;
    }
    blankLine = from == to;
    if (blankLine || (a[from] == '-' && endLine.isLine(a, from, to))) {
      verify(offset);
      return true;
    }
    try {
      readHeader(a, from, to);
    } catch (MsrpSyntaxException e) {
      noteFlaw(e, offset);
    }
    return false;
  }

  /** Whether the complete head is followed by a body, and not by the end-line. */
  boolean hasBody() {
    return blankLine;
  }

  /** Whether the complete head is a response's. */
  boolean isResponse() {
    return start.method() == null;
  }

  /** Whether the complete head is a SEND's. */
  boolean isSend() {
    return MsrpMethod.SEND.equals(start.method());
  }

  /** The first error of the complete head, if any. */
  @Nullable MsrpSyntaxException flaw() {
    return flaw;
  }

  /** The complete head of a request without a flaw. */
  RequestHead request() {
    return new RequestHead(
        start.transactionId(),
        requireNonNull(start.method()),
        requireNonNull(toPath),
        requireNonNull(fromPath),
        fields.headers());
  }

  /** The complete head of a response without a flaw. */
  ResponseHead response() {
    return new ResponseHead(
        start.transactionId(),
        requireNonNull(start.status()),
        requireNonNull(toPath),
        requireNonNull(fromPath),
        fields.headers());
  }

  /** What there is of a frame with an error. */
  MalformedChunk malformed(MsrpSyntaxException error) {
    return new MalformedChunk(
        start.transactionId(),
        Optional.ofNullable(start.method()),
        Optional.ofNullable(start.status()),
        Optional.ofNullable(toPath),
        Optional.ofNullable(fromPath),
        fields.headers().failureReport(),
        error);
  }

  private void readHeader(byte[] a, int from, int to) {
    if (++count > limits.headers()) {
      refuse(count == limits.headers() + 1, "more headers than allowed", "RFC 4975 §14.5");
      return;
    }
    if (expected == Expected.HEADER && fields.readCommon(a, from, to)) {
      return;
    }
    refuse(a[from] == ' ' || a[from] == '\t', "a header must not be folded", "RFC 4976 §3");
    int colon = Octets.indexOf(a, from, to, ':');
    refuse(colon < 0, "a header without a colon", RULE);
    HeaderName<?> name = HeaderName.of(Octets.text(a, from, colon));
    if (name.equals(HeaderName.TO_PATH)) {
      readToPath(a, from, colon + 1, to);
    } else if (name.equals(HeaderName.FROM_PATH)) {
      readFromPath(a, from, colon + 1, to);
    } else {
      fields.read(name, a, colon + 1, to);
      refuseDisorder(expected != Expected.HEADER);
    }
  }

  private void readToPath(byte[] a, int from, int valueFrom, int to) {
    refuse(toPath != null, "To-Path stands twice", RULE);
    toPath = toPaths.decode(a, from, valueFrom, to);
    refuseDisorder(expected != Expected.TO_PATH);
    expected = Expected.FROM_PATH;
  }

  private void readFromPath(byte[] a, int from, int valueFrom, int to) {
    refuse(fromPath != null, "From-Path stands twice", RULE);
    fromPath = fromPaths.decode(a, from, valueFrom, to);
    refuseDisorder(expected != Expected.FROM_PATH);
    expected = Expected.HEADER;
  }

  /** Checks what only the whole head shows. */
  private void verify(long offset) {
    try {
      refuseDisorder(expected != Expected.HEADER);
      if (isResponse()) {
        refuse(blankLine, "a response has no body", "RFC 4975 §7.2");
        refuse(
            endLine.flag() != ContinuationFlag.COMPLETE, "a response ends in $", "RFC 4975 §7.2");
      } else {
        verifyRequest();
      }
    } catch (MsrpSyntaxException e) {
      noteFlaw(e, offset);
    }
  }

  private void verifyRequest() {
    refuse(blankLine && !fields.hasContentType(), "a body without a Content-Type", "RFC 4975 §7.1");
    refuse(!blankLine && fields.hasMimeHeader(), "a MIME header without a body", "RFC 4975 §7.1");
    refuse(!blankLine && interrupted(), "only a SEND can be interrupted", "RFC 4975 §7.1");
  }

  /** Whether the end-line's flag is one that only a SEND may have. */
  boolean interrupted() {
    return !isSend() && endLine.flag() != ContinuationFlag.COMPLETE;
  }

  private void noteFlaw(@Nullable MsrpSyntaxException error, long offset) {
    if (flaw == null && error != null) {
      flaw = error.at(offset);
    }
  }

  private static void refuseDisorder(boolean disorder) {
    refuse(disorder, "To-Path must be the first header and From-Path the second", RULE);
  }

  private static void refuse(boolean wrong, String problem, String rule) {
    if (wrong) {
      throw new MsrpSyntaxException(problem, rule);
    }
  }
}
