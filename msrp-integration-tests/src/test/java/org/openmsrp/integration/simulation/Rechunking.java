// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;

/**
 * Somebody on the way who cuts chunks and shuffles the pieces, as RFC 4975 §5.1 allows a relay to.
 * Only chunks that nobody answers are cut, since it keeps no transactions.
 */
final class Rechunking implements WireChange.Rule {

  private static final int PIECES = 6;

  private final Random random;
  private int pieces;

  Rechunking(long seed) {
    this.random = new Random(seed);
  }

  @Override
  public List<Frame> apply(Frame frame) {
    return frame.head() instanceof RequestHead head && splittable(head, frame)
        ? split(head, frame)
        : List.of(frame);
  }

  private static boolean splittable(RequestHead head, Frame frame) {
    return head.method().equals(MsrpMethod.SEND)
        && head.headers().failureReport() == FailureReport.NO
        && head.headers().byteRange().isPresent()
        && frame.flag() != ContinuationFlag.ABORTED
        && frame.body().size() >= 2;
  }

  private List<Frame> split(RequestHead head, Frame frame) {
    int size = frame.body().size();
    int count = Math.min(size, 1 + random.nextInt(PIECES));
    byte[] octets = frame.body().toByteArray();
    List<Frame> cut = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int from = (int) ((long) size * i / count);
      int to = (int) ((long) size * (i + 1) / count);
      ContinuationFlag flag = i == count - 1 ? frame.flag() : ContinuationFlag.MORE;
      byte[] part = java.util.Arrays.copyOfRange(octets, from, to);
      cut.add(new Frame(piece(head, from, to), MsrpBody.copyOf(part), flag));
    }
    Collections.shuffle(cut, random);
    return cut;
  }

  private MsrpHead piece(RequestHead head, int from, int to) {
    ByteRange range = head.headers().byteRange().orElseThrow();
    ByteRange part =
        ByteRange.of(range.start() + from, OptionalLong.of(range.start() + to - 1), range.total());
    return new RequestHead(
        "piece" + ++pieces,
        head.method(),
        head.toPath(),
        head.fromPath(),
        head.headers().toBuilder().set(HeaderName.BYTE_RANGE, part).build());
  }
}
