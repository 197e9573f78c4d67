// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/** Takes a message apart (RFC 3862 §2): headers, an empty line, MIME headers, another, a body. */
final class CpimParser {

  private static final String STRUCTURE = "RFC 3862 §2";
  private static final String MIME = "Content-";

  private final HeadLines lines;

  private CpimParser(HeadLines lines) {
    this.lines = lines;
  }

  /** Parses octets that nobody changes any more, from position 0 on. */
  static CpimMessage parse(ByteBuffer octets) {
    return new CpimParser(new HeadLines(octets)).message(octets);
  }

  private CpimMessage message(ByteBuffer octets) {
    CpimFields fields = new CpimFields();
    String line = lines.next();
    while (!line.isEmpty() && !isMime(line)) {
      String header = line;
      placed(() -> fields.add(header));
      line = lines.next();
    }
    if (fields.headers.isEmpty()) {
      throw new MsrpSyntaxException("a message without headers", STRUCTURE, lines.start());
    }
    return new CpimMessage(octets, fields, content(line.isEmpty() ? lines.next() : line));
  }

  /** RFC 4975 §11.4 and others print messages without the empty line before the MIME headers. */
  private static boolean isMime(String line) {
    int colon = line.indexOf(':');
    return colon >= MIME.length()
        && Texts.equalIgnoringAsciiCase(line.substring(0, MIME.length()), MIME)
        && line.lastIndexOf('.', colon) < 0;
  }

  private CpimContent content(String first) {
    MimeFields fields = new MimeFields();
    String line = first;
    while (!line.isEmpty()) {
      int start = lines.start();
      String whole = unfolded(line);
      try {
        fields.add(whole);
      } catch (MsrpSyntaxException e) {
        boolean folded = whole.length() > line.length();
        // A place in what was several lines is none in the message.
        throw folded ? new MsrpSyntaxException(e.problem(), e.rule(), start) : e.shifted(start);
      }
      line = lines.next();
    }
    return placed(() -> fields.content(lines.rest()));
  }

  private String unfolded(String first) {
    if (!lines.isFolded()) {
      return first;
    }
    StringBuilder whole = new StringBuilder(first);
    while (lines.isFolded()) {
      whole.append(lines.next());
    }
    return whole.toString();
  }

  private <T> T placed(Supplier<T> part) {
    try {
      return part.get();
    } catch (MsrpSyntaxException e) {
      throw e.shifted(lines.start());
    }
  }
}
