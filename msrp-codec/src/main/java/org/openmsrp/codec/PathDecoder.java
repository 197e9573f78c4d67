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

  /**
   * Decodes the value that begins at {@code value} of the line that begins at {@code from}.
   *
   * @throws MsrpSyntaxException with its place in the line
   */
  MsrpPath decode(byte[] a, int from, int value, int to) {
    int first = Octets.firstVisible(a, value, to);
    int end = Octets.behindLastVisible(a, first, to);
    try {
      checkLimits(a, first, end);
      return MsrpPath.parse(Octets.text(a, first, end));
    } catch (MsrpSyntaxException e) {
      throw e.shifted(first - from);
    }
  }

  private void checkLimits(byte[] a, int from, int to) {
    int uris = 0;
    for (int at = from; at < to; ) {
      int space = Octets.indexOf(a, at, to, ' ');
      int end = space < 0 ? to : space;
      int octets = limits.uriOctets();
      require(end - at <= octets, "a URI of more octets than allowed", at + octets - from);
      uris += end > at ? 1 : 0;
      require(uris <= limits.urisPerPath(), "a path of more URIs than allowed", at - from);
      at = end + 1;
    }
  }

  private static void require(boolean holds, String problem, int at) {
    if (!holds) {
      throw new MsrpSyntaxException(problem, "RFC 4975 §14.5", at);
    }
  }
}
