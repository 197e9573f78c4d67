// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpPath;

/** Decodes the values of To-Path and From-Path within their limits. */
final class PathDecoder {

  private final DecoderLimits limits;

  PathDecoder(DecoderLimits limits) {
    this.limits = limits;
  }

  MsrpPath decode(byte[] a, int from, int to) {
    int first = Octets.firstVisible(a, from, to);
    int end = Octets.behindLastVisible(a, first, to);
    checkLimits(a, first, end);
    return MsrpPath.parse(Octets.text(a, first, end));
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
