// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import org.openmsrp.domain.MsrpSyntaxException;

/** The lines of a head, each ended by CRLF and decoded from UTF-8, as far as they are asked for. */
final class HeadLines {

  private static final String RULE = "RFC 3862 §2.2";

  private final ByteBuffer octets;
  private final int most;
  private int start;
  private int next;

  HeadLines(ByteBuffer octets) {
    this.octets = octets;
    this.most = Math.min(octets.limit(), CpimMessage.MAX_HEAD_OCTETS);
  }

  /** Where the line that was read last begins. */
  int start() {
    return start;
  }

  /** The line behind, without its end. */
  String next() {
    start = next;
    int end = start;
    while (end < most && !isControl(octets.get(end))) {
      end++;
    }
    if (end + 2 > most) {
      throw incomplete(end);
    }
    if (octets.get(end) != '\r' || octets.get(end + 1) != '\n') {
      throw new MsrpSyntaxException("a header holds a control character", RULE, end);
    }
    next = end + 2;
    return decode(end);
  }

  /** Whether the next line goes on with this one, as that of a MIME header may. */
  boolean isFolded() {
    return next < most && (octets.get(next) == ' ' || octets.get(next) == '\t');
  }

  /** All octets behind the lines that were read. */
  ByteBuffer rest() {
    ByteBuffer rest = octets.duplicate();
    rest.position(next);
    return rest.slice();
  }

  private MsrpSyntaxException incomplete(int end) {
    if (octets.limit() > CpimMessage.MAX_HEAD_OCTETS) {
      String problem = "the headers are longer than " + CpimMessage.MAX_HEAD_OCTETS + " octets";
      return new MsrpSyntaxException(problem, RULE, CpimMessage.MAX_HEAD_OCTETS);
    }
    boolean halfEnd = end < most && octets.get(end) != '\r';
    String problem = halfEnd ? "a header holds a control character" : "the headers have no end";
    return new MsrpSyntaxException(problem, RULE, halfEnd ? end : most);
  }

  private String decode(int end) {
    ByteBuffer line = octets.duplicate();
    line.limit(end);
    line.position(start);
    CharBuffer text = CharBuffer.allocate(end - start);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    if (decoder.decode(line, text, true).isError()) {
      throw new MsrpSyntaxException("a header is not UTF-8", RULE, line.position());
    }
    return text.flip().toString();
  }

  private static boolean isControl(byte octet) {
    return (octet >= 0 && octet < ' ' && octet != '\t') || octet == 0x7f;
  }
}
