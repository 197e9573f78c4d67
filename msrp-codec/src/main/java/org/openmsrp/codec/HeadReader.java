// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
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
  private static final String DISORDER =
      "To-Path must be the first header and From-Path the second";

  /** What {@link LastHead} is told of the blank line; other lines have the bit of their header. */
  private static final int BLANK_LINE = -1;

  private static final int TO_PATH = 1;
  private static final int FROM_PATH = 2;

  private final DecoderLimits limits;
  private final EndLine endLine;
  private final StartLine start;
  private final PathDecoder paths;
  private final LastHead last = new LastHead();
  private final HeaderFields fields = new HeaderFields();

  /** The next line: 0 the start line, 1 and 2 the paths, from 3 on the headers. */
  private int line;

  /** The line that is known to be another one than in the last head, or -1. */
  private int differing;

  private boolean complete;
  private boolean blankLine;
  private boolean hasToPath;
  private boolean hasFromPath;
  private @Nullable MsrpPath toPath;
  private @Nullable MsrpPath fromPath;
  private @Nullable MsrpSyntaxException flaw;

  /** Where the header that is being read begins in the stream. */
  private long headerAt;

  HeadReader(DecoderLimits limits, EndLine endLine) {
    this.limits = limits;
    this.endLine = endLine;
    start = new StartLine(endLine);
    paths = new PathDecoder(limits);
  }

  /** Begins a head. */
  void begin() {
    line = 0;
    differing = -1;
    complete = false;
    hasToPath = false;
    hasFromPath = false;
    flaw = null;
    fields.begin();
  }

  /** Whether the start line was not read yet. */
  boolean atStart() {
    return line == 0;
  }

  /** Whether the whole head was read. */
  boolean isComplete() {
    return complete;
  }

  /**
   * Takes the next lines, if they are those of the last head.
   *
   * @param offset where the octets begin in the stream
   * @return how many octets were taken
   */
  int takeRepeated(byte[] a, int from, int to, long offset) {
    int at = line == 0 ? start.readId(a, from, to) : from;
    if (at < 0 || line == differing) {
      return 0;
    }
    differing = line + last.repeatedLines(a, at, to, line);
    int begin = line;
    while (line < differing && !complete && isRepeatable(line, last.kind(line))) {
      at += last.size(line);
      take(last.kind(line), offset + at - from - 2);
    }
    return line == begin && !complete ? 0 : at - from;
  }

  private boolean isRepeatable(int line, int kind) {
    return kind <= 0 || fields.takeAgain(line, kind);
  }

  private void take(int kind, long offset) {
    if (kind == BLANK_LINE) {
      complete(true, offset);
    } else {
      hasToPath |= line == TO_PATH;
      hasFromPath |= line == FROM_PATH;
      line++;
    }
  }

  /**
   * Reads the next line, given without its line end.
   *
   * @param offset where it begins in the stream
   * @throws MsrpSyntaxException with its place in the line, if the frame can't be followed
   */
  void read(byte[] a, int from, int to, long offset) {
    if (line == 0) {
      readStart(a, from, to, offset);
    } else if (from == to) {
      last.put(line, a, from, to, BLANK_LINE);
      complete(true, offset);
    } else if (a[from] == '-' && endLine.isLine(a, from, to)) {
      complete(false, offset);
    } else {
      readHeader(a, from, to, offset);
    }
  }

  private void readStart(byte[] a, int from, int to, long offset) {
    int behindId = start.read(a, from, to);
    noteFlaw(start.flaw(), offset);
    if (flaw == null) {
      last.put(0, a, behindId, to, 0);
    }
    line = 1;
  }

  private void complete(boolean blank, long offset) {
    complete = true;
    blankLine = blank;
    verify(offset);
  }

  /** Whether the complete head is followed by a body, and not by the end-line. */
  boolean hasBody() {
    return blankLine;
  }

  /** Whether the complete head is a response's. */
  boolean isResponse() {
    return start.isResponse();
  }

  /** Whether the complete head is a SEND's. */
  boolean isSend() {
    return !start.isResponse() && start.method().equals(MsrpMethod.SEND);
  }

  /** Whether the end-line's flag is one that only a SEND may have. */
  boolean interrupted() {
    return !isSend() && endLine.flag() != ContinuationFlag.COMPLETE;
  }

  /** The first error of the complete head, if any. */
  @Nullable MsrpSyntaxException flaw() {
    return flaw;
  }

  /** The complete head of a request without a flaw. */
  RequestHead request() {
    return new RequestHead(
        endLine.transactionId(),
        start.method(),
        requireNonNull(toPath),
        requireNonNull(fromPath),
        fields.headers());
  }

  /** The complete head of a response without a flaw. */
  ResponseHead response() {
    return new ResponseHead(
        endLine.transactionId(),
        start.status(),
        requireNonNull(toPath),
        requireNonNull(fromPath),
        fields.headers());
  }

  /** What there is of a frame with an error. */
  MalformedChunk malformed(MsrpSyntaxException error) {
    return new MalformedChunk(
        endLine.transactionId(),
        isResponse() ? Optional.empty() : Optional.of(start.method()),
        isResponse() ? Optional.of(start.status()) : Optional.empty(),
        hasToPath ? Optional.ofNullable(toPath) : Optional.empty(),
        hasFromPath ? Optional.ofNullable(fromPath) : Optional.empty(),
        fields.headers().failureReport(),
        error);
  }

  private void readHeader(byte[] a, int from, int to, long offset) {
    headerAt = offset;
    try {
      if (line > limits.headers()) {
        refuse(flaw == null, "more headers than allowed", "RFC 4975 §14.5");
      } else if (line > FROM_PATH) {
        readBehindPaths(a, from, to);
      } else {
        readPath(a, from, to);
      }
    } catch (MsrpSyntaxException e) {
      noteFlaw(e, offset);
    }
    line++;
  }

  private void readPath(byte[] a, int from, int to) {
    if (last.isLine(line, a, from, to)) {
      hasToPath |= line == TO_PATH;
      hasFromPath |= line == FROM_PATH;
    } else {
      readAnyHeader(a, from, to);
    }
  }

  private void readBehindPaths(byte[] a, int from, int to) {
    int kind = fields.readCommon(a, from, to);
    if (kind == 0) {
      readAnyHeader(a, from, to);
    } else {
      last.put(line, a, from, to, kind);
    }
  }

  private void readAnyHeader(byte[] a, int from, int to) {
    refuse(a[from] == ' ' || a[from] == '\t', "a header must not be folded", "RFC 4976 §3");
    int colon = Octets.indexOf(a, from, to, ':');
    if (colon < 0) {
      int end = Texts.tokenEnd(Octets.latin1(a, from, to), 0);
      throw new MsrpSyntaxException("a header without a colon", RULE, end);
    }
    HeaderName<?> name = HeaderName.of(Octets.latin1(a, from, colon));
    if (name.equals(HeaderName.TO_PATH)) {
      readToPath(a, from, colon + 1, to);
    } else if (name.equals(HeaderName.FROM_PATH)) {
      readFromPath(a, from, colon + 1, to);
    } else {
      readOther(name, a, from, colon + 1, to);
    }
  }

  private void readOther(HeaderName<?> name, byte[] a, int from, int value, int to) {
    noteDisorder(line <= FROM_PATH);
    int kind = fields.read(line, name, a, from, value, to);
    if (kind == 0 || line <= FROM_PATH) {
      last.truncate(line);
    } else {
      last.put(line, a, from, to, kind);
    }
  }

  private void readToPath(byte[] a, int from, int value, int to) {
    refuse(hasToPath, "To-Path stands twice", RULE);
    noteDisorder(line != TO_PATH);
    toPath = paths.decode(a, from, value, to);
    hasToPath = true;
    keepPath(TO_PATH, a, from, to);
  }

  private void readFromPath(byte[] a, int from, int value, int to) {
    refuse(hasFromPath, "From-Path stands twice", RULE);
    noteDisorder(line != FROM_PATH);
    fromPath = paths.decode(a, from, value, to);
    hasFromPath = true;
    keepPath(FROM_PATH, a, from, to);
  }

  private void keepPath(int place, byte[] a, int from, int to) {
    if (line == place) {
      last.put(line, a, from, to, 0);
    }
  }

  /** Checks what only the whole head shows. */
  private void verify(long offset) {
    try {
      refuse(!hasToPath || !hasFromPath, DISORDER, RULE);
      if (isResponse()) {
        verifyResponse();
      } else {
        verifyRequest();
      }
    } catch (MsrpSyntaxException e) {
      noteFlaw(e, offset);
    }
  }

  private void verifyResponse() {
    boolean complete = blankLine || endLine.flag() == ContinuationFlag.COMPLETE;
    refuse(blankLine, "a response has no body", "RFC 4975 §7.2");
    refuseFlag(!complete, "a response ends in $", "RFC 4975 §7.2");
  }

  private void verifyRequest() {
    boolean type = fields.hasContentType();
    refuse(blankLine && !type, "a body without a Content-Type", "RFC 4975 §7.1");
    refuse(!blankLine && fields.hasMimeHeader(), "a MIME header without a body", "RFC 4975 §7.1");
    refuseFlag(!blankLine && interrupted(), "only a SEND can be interrupted", "RFC 4975 §7.1");
  }

  private void refuseFlag(boolean wrong, String problem, String rule) {
    if (wrong) {
      throw new MsrpSyntaxException(problem, rule, endLine.flagPlace());
    }
  }

  /** The paths are read wherever they stand, so that the error can be answered. */
  private void noteDisorder(boolean disorder) {
    if (disorder) {
      noteFlaw(new MsrpSyntaxException(DISORDER, RULE), headerAt);
    }
  }

  private void noteFlaw(@Nullable MsrpSyntaxException error, long offset) {
    if (flaw == null && error != null) {
      flaw = error.shifted(offset);
      last.truncate(line);
    }
  }

  private static void refuse(boolean wrong, String problem, String rule) {
    if (wrong) {
      throw new MsrpSyntaxException(problem, rule);
    }
  }
}
