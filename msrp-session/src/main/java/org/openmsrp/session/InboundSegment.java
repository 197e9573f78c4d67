// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.RequestHead;

/**
 * A part of a request that waits for its reader.
 *
 * @param head the head of the whole request
 * @param offset how many octets of its body came before
 * @param octets this part of its body
 * @param flag the end-line's flag if the request ends here, else null
 * @param answered whether the request was answered already
 */
record InboundSegment(
    RequestHead head,
    long offset,
    MsrpBody octets,
    @Nullable ContinuationFlag flag,
    boolean answered) {

  boolean first() {
    return offset == 0;
  }

  InboundSegment asAnswered() {
    return new InboundSegment(head, offset, octets, flag, true);
  }

  /** Gives the part to another receiver as if it had just come. */
  void replay(ChunkReceiver receiver) {
    if (first()) {
      receiver.onRequest(head, answered);
    }
    if (octets.size() > 0) {
      receiver.onBody(octets.toByteBuffer());
    }
    if (flag != null) {
      receiver.onEnd(flag);
    }
  }

  /** The part as a chunk of its own: its Byte-Range says what it holds. */
  MsrpRequest toRequest() {
    Optional<MsrpBody> body = head.headers().contentType().map(type -> octets);
    ContinuationFlag shown = flag == null ? ContinuationFlag.MORE : flag;
    boolean whole = first() && flag != null;
    boolean ranged =
        !whole && head.method().equals(MsrpMethod.SEND) && start() <= MessageReceiver.FARTHEST;
    RequestHead shownHead = ranged ? ranged() : head;
    return new MsrpRequest(shownHead, body, shown);
  }

  private long start() {
    return head.headers().byteRange().map(ByteRange::start).orElse(1L);
  }

  private RequestHead ranged() {
    long start = start() + offset;
    OptionalLong total =
        head.headers().byteRange().map(ByteRange::total).orElse(OptionalLong.empty());
    long end = start + octets.size() - 1;
    boolean fits = total.isEmpty() || end <= total.getAsLong();
    ByteRange part = ByteRange.of(start, OptionalLong.of(end), fits ? total : OptionalLong.empty());
    MsrpHeaders headers = head.headers().toBuilder().set(HeaderName.BYTE_RANGE, part).build();
    return new RequestHead(
        head.transactionId(), head.method(), head.toPath(), head.fromPath(), headers);
  }
}
