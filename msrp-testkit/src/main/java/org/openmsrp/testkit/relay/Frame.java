// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.codec.EndLineScanner;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.RequestHead;

/**
 * A whole frame that waits to be written.
 *
 * @param parts its octets
 * @param pending the transaction that it begins, if it may be answered
 */
record Frame(List<ByteBuffer> parts, @Nullable Pending pending) {

  /** A response, or a request without a body. */
  static Frame of(MsrpHead head, @Nullable Pending pending) {
    ByteBuffer end =
        ChunkEncoder.encodeBodilessEnd(head.transactionId(), ContinuationFlag.COMPLETE);
    return new Frame(List.of(ChunkEncoder.encodeStart(head), end), pending);
  }

  /** A request as it goes on; a body is there exactly if the head has a Content-Type. */
  static Frame of(RequestHead head, Piece piece, @Nullable Pending pending) {
    List<ByteBuffer> parts = new ArrayList<>(3);
    parts.add(ChunkEncoder.encodeStart(head));
    if (head.headers().contentType().isPresent()) {
      parts.add(ByteBuffer.wrap(piece.octets()));
      parts.add(ChunkEncoder.encodeEnd(head.transactionId(), piece.flag()));
    } else {
      parts.add(ChunkEncoder.encodeBodilessEnd(head.transactionId(), piece.flag()));
    }
    return new Frame(parts, pending);
  }

  /** A new transaction id whose end-line the body does not hold (RFC 4975 §7.1). */
  static String transactionId(IdentifierSource identifiers, byte[] body) {
    while (true) {
      String id = identifiers.transactionId();
      if (new EndLineScanner(id).scan(ByteBuffer.wrap(body)) < 0) {
        return id;
      }
    }
  }

  long size() {
    long size = 0;
    for (ByteBuffer part : parts) {
      size += part.remaining();
    }
    return size;
  }
}
