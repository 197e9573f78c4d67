// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpPath;

/** Decodes the value of To-Path or From-Path; remembers the last line. */
final class PathDecoder {

  private final DecoderLimits limits;
  private final ValueCache<MsrpPath> lastLine = new ValueCache<>();

  PathDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  /** Octets of the next line, line end included, if it is the same as the last time; or 0. */
  int lengthIfRepeated(byte[] a, int from, int to) {
    return lastLine.lengthOfLine(a, from, to);
  }

  /** The path of the last line. */
  @Nullable MsrpPath last() {
    return lastLine.value();
  }

  /** Decodes the value that begins at {@code valueFrom} of the line {@code [from, to)}. */
  MsrpPath decode(byte[] a, int from, int valueFrom, int to) {
    MsrpPath known = lastLine.get(a, from, to);
    if (known != null) {
      return known;
    }
    checkLimits(a, valueFrom, to);
    int first = Octets.firstVisible(a, valueFrom, to);
    int end = Octets.behindLastVisible(a, first, to);
    return lastLine.put(a, from, to, MsrpPath.parse(Octets.text(a, first, end)));
  }

  private void checkLimits(byte[] a, int from, int to) {
    int uris = 0;
    for (int at = from; at < to; ) {
      int space = Octets.indexOf(a, at, to, ' ');
      int end = space < 0 ? to : space;
      require(end - at <= limits.uriOctets(), "a URI of more octets than allowed");
      uris += end > at ? 1 : 0;
      at = end + 1;
    }
    require(uris <= limits.urisPerPath(), "a path of more URIs than allowed");
  }

  private static void require(boolean holds, String problem) {
    if (!holds) {
      throw new MsrpSyntaxException(problem, "RFC 4975 §14.5");
    }
  }
}
