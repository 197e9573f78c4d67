// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/** Takes the rest of requests that nobody wants. */
enum DroppingReceiver implements ChunkReceiver {
  INSTANCE;

  @Override
  public void onRequest(RequestHead head, boolean answered) {}

  @Override
  public void onBody(ByteBuffer octets) {}

  @Override
  public void onEnd(ContinuationFlag flag) {}

  @Override
  public void onResponse(ResponseHead head) {}

  @Override
  public void onReport(MessageReport report) {}

  @Override
  public void onInputEnd(boolean more) {}

  @Override
  public void onOverflow() {}

  @Override
  public long expire(long now) {
    return Long.MAX_VALUE;
  }

  @Override
  public void onClosed(SessionEnd end) {}
}
