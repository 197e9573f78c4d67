// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Takes what arrives for one session: at first a {@link ChannelReceiver}, which keeps chunks for a
 * reader, then perhaps a {@link MessageReceiver}, which makes messages of them. Confined to the
 * connection's serial context.
 */
interface ChunkReceiver {

  /**
   * A request begins.
   *
   * @param answered whether it was answered already, as a binding request is
   */
  void onRequest(RequestHead head, boolean answered);

  /** Octets of the request's body; lent. */
  void onBody(ByteBuffer octets);

  /** The request ends. */
  void onEnd(ContinuationFlag flag);

  /** A response that no transaction waits for. */
  void onResponse(ResponseHead head);

  /** News about a message that was sent. */
  void onReport(MessageReport report);

  /**
   * Everything of the present read was passed on.
   *
   * @param more whether the next read is likely to follow at once
   */
  void onInputEnd(boolean more);

  /** Reading has paused for too long: free memory by refusing messages. */
  void onOverflow();

  /** Checks incomplete messages; returns when to look again, or {@link Long#MAX_VALUE}. */
  long expire(long now);

  /** The session has ended. */
  void onClosed(SessionEnd end);
}
