// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.openmsrp.domain.MsrpStatus;

/** The content of a message as a publisher for one subscriber. */
record MessagePublisher(InboundContent content, MemoryAllowance memory)
    implements Flow.Publisher<ByteBuffer> {

  @Override
  public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
    requireNonNull(subscriber, "subscriber");
    PublishingSink sink = new PublishingSink(content, subscriber, memory);
    subscriber.onSubscribe(sink);
    try {
      content.attach(sink);
    } catch (IllegalStateException e) {
      subscriber.onError(e);
    }
  }

  /** Refuses the rest of a message that its reader does not want any more. */
  static void stop(InboundContent content) {
    content.reject(MsrpStatus.STOP_SENDING);
  }
}
