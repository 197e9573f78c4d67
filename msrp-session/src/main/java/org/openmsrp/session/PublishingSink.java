// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Gives a message to a subscriber as far as it asks for it. Its signals are serial. */
final class PublishingSink extends OrderedSink implements Flow.Subscription {

  private final InboundContent content;
  private final Flow.Subscriber<? super ByteBuffer> subscriber;
  private final AtomicLong demand = new AtomicLong();
  private final ArrayDeque<ByteBuffer> ready = new ArrayDeque<>();
  private volatile boolean cancelled;
  private volatile boolean illegalRequest;
  private boolean over;

  PublishingSink(
      InboundContent content,
      Flow.Subscriber<? super ByteBuffer> subscriber,
      MemoryAllowance memory) {
    super(memory);
    this.content = content;
    this.subscriber = subscriber;
  }

  // ---- the subscriber's side; any thread ----

  @Override
  public void request(long count) {
    if (count < 1) {
      illegalRequest = true;
    } else {
      demand.accumulateAndGet(count, PublishingSink::saturatedSum);
    }
    content.resume();
  }

  private static long saturatedSum(long one, long other) {
    long sum = one + other;
    return sum < 0 ? Long.MAX_VALUE : sum;
  }

  @Override
  public void cancel() {
    cancelled = true;
    MessagePublisher.stop(content);
  }

  // ---- the content's side; serial ----

  @Override
  void inOrder(ByteBuffer octets) {
    ready.add(octets.asReadOnlyBuffer());
    passOn();
  }

  @Override
  public boolean wantsOctets() {
    return cancelled || (ready.isEmpty() && demand.get() > 0);
  }

  @Override
  public boolean wantsEnd() {
    return cancelled || ready.isEmpty();
  }

  @Override
  public void passOn() {
    if (illegalRequest) {
      stop(new IllegalArgumentException("a subscriber must request at least 1 (§3.9)"));
      MessagePublisher.stop(content);
    }
    while (!over && !cancelled && !ready.isEmpty() && demand.get() > 0) {
      demand.decrementAndGet();
      subscriber.onNext(ready.remove());
    }
  }

  @Override
  public void complete(long total) {
    if (!over && !cancelled) {
      over = true;
      subscriber.onComplete();
    }
  }

  @Override
  public void failed(MsrpSessionException cause) {
    forget();
    ready.clear();
    stop(cause);
  }

  private void stop(Throwable cause) {
    if (!over && !cancelled) {
      over = true;
      subscriber.onError(cause);
    }
  }
}
