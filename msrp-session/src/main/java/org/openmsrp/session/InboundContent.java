// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;

/**
 * The content of one incoming message on its way from the engine to the user's sink.
 *
 * <p>The engine offers octets from the transport thread; the sink takes them on another one, one
 * thread at a time. Octets wait here until a sink is attached and are counted against the session's
 * window until the sink has taken them.
 */
final class InboundContent {

  /** Hears what becomes of the content; called on any thread. */
  interface Listener {
    /** The sink took octets, or they were dropped. */
    void onTaken(int octets);

    /** The sink took everything. */
    void onComplete();

    /** The sink failed; the content is dropped from now on. */
    void onSinkFailed(Throwable cause);

    /** The user says that the message has reached its aim. */
    void onConfirmed();

    /** The user refuses the message. */
    void onRejected(MsrpStatus status);

    /** The user has what comes before the first chunk. */
    void onResumed();
  }

  private record Octets(long position, ByteBuffer data, boolean pooled) {}

  private record Complete(long total) {}

  private record Ended(MsrpSessionException cause) {}

  private final Listener listener;
  private final BufferPool buffers;
  private final Executor results;
  private final Executor blocking;
  private final ConcurrentLinkedQueue<Object> events = new ConcurrentLinkedQueue<>();
  private final AtomicInteger draining = new AtomicInteger();
  private final AtomicBoolean attached = new AtomicBoolean();
  private volatile @Nullable MessageSink sink;
  private volatile @Nullable MsrpSessionException failure;
  private volatile long received;
  private boolean ended;

  InboundContent(Listener listener, BufferPool buffers, Executor results, Executor blocking) {
    this.listener = listener;
    this.buffers = buffers;
    this.results = results;
    this.blocking = blocking;
  }

  /** Octets that arrived, each counted once; told by the engine. */
  void received(long octets) {
    received = octets;
  }

  long received() {
    return received;
  }

  /** Adds a buffer of the pool; it belongs to the content from now on. Seen after {@link #show}. */
  void offerPooled(long position, ByteBuffer data) {
    events.add(new Octets(position, data, true));
  }

  /** Adds octets on the heap that nobody changes any more. Seen after {@link #show}. */
  void offer(long position, ByteBuffer data) {
    events.add(new Octets(position, data, false));
  }

  /** Lets the sink see what was added. */
  void show() {
    schedule();
  }

  void complete(long total) {
    events.add(new Complete(total));
    schedule();
  }

  /** No more will come: the sink takes what was added, since that was answered, and then fails. */
  void end(MsrpSessionException cause) {
    events.add(new Ended(cause));
    schedule();
  }

  /** The content is refused: what the sink has not taken is dropped. */
  void fail(MsrpSessionException cause) {
    if (failure == null) {
      failure = cause;
      schedule();
    }
  }

  void attach(MessageSink taker) {
    if (!attached.compareAndSet(false, true)) {
      throw new IllegalStateException("the content of this message was taken already");
    }
    sink = taker;
    if (!neverBlocks(taker)) {
      schedule();
    } else if (draining.getAndIncrement() == 0) {
      drain();
    }
  }

  /** The sink wants more again. */
  void resume() {
    schedule();
  }

  /** The user says that the message has reached its aim. */
  void confirm() {
    listener.onConfirmed();
  }

  /** Whether the user takes the content or has taken it. */
  boolean attached() {
    return attached.get();
  }

  void reject(MsrpStatus status) {
    listener.onRejected(status);
  }

  /** The user has what comes before the first chunk. */
  void haveBeginning() {
    listener.onResumed();
  }

  private void schedule() {
    MessageSink taker = sink;
    if ((taker != null || failure != null) && draining.getAndIncrement() == 0) {
      boolean light = taker == null || neverBlocks(taker);
      (light ? results : blocking).execute(this::drain);
    }
  }

  private static boolean neverBlocks(MessageSink sink) {
    return sink instanceof QuickSink;
  }

  private void drain() {
    int seen = draining.get();
    do {
      step();
      seen = draining.addAndGet(-seen);
    } while (seen != 0);
  }

  private void step() {
    MessageSink taker = sink;
    if (failure == null && taker instanceof QuickSink quick) {
      passOn(quick);
    }
    while (failure == null && taker != null && !events.isEmpty() && wants(taker)) {
      take(taker, events.poll());
    }
    MsrpSessionException cause = failure;
    if (cause != null) {
      dropAll();
      if (taker != null && !ended) {
        ended = true;
        tellFailure(taker, cause);
      }
    }
  }

  private void passOn(QuickSink quick) {
    try {
      quick.passOn();
    } catch (RuntimeException e) {
      failed(notTaken(e), e);
    }
  }

  private void tellFailure(MessageSink taker, MsrpSessionException cause) {
    try {
      taker.failed(cause);
    } catch (RuntimeException e) {
      listener.onSinkFailed(e);
    }
  }

  private static MsrpSessionException notTaken(Exception cause) {
    return new MsrpSessionException(
        MsrpSessionException.Kind.IO_FAILED, "the message could not be taken", cause);
  }

  private boolean wants(MessageSink taker) {
    if (!(taker instanceof QuickSink quick)) {
      return true;
    }
    Object next = events.peek();
    return next instanceof Octets
        ? quick.wantsOctets()
        : next instanceof Ended ? quick.wantsFailure() : quick.wantsEnd();
  }

  private void take(MessageSink taker, @Nullable Object event) {
    try {
      if (event instanceof Octets octets) {
        write(taker, octets);
      } else if (event instanceof Complete complete) {
        taker.complete(complete.total());
        ended = true;
        listener.onComplete();
        if (taker instanceof ResultSink waiting) {
          waiting.tell(complete.total());
        }
      } else if (event instanceof Ended early) {
        ended = true;
        tellFailure(taker, early.cause());
      }
    } catch (MsrpSessionException e) {
      failed(e, e);
    } catch (IOException | RuntimeException e) {
      failed(notTaken(e), e);
    }
  }

  private void failed(MsrpSessionException asToldToTheUser, Exception cause) {
    failure = asToldToTheUser;
    listener.onSinkFailed(cause);
  }

  private void write(MessageSink taker, Octets octets) throws IOException {
    int size = octets.data().remaining();
    try {
      taker.write(octets.position(), octets.data());
    } finally {
      release(octets, size);
    }
  }

  private void dropAll() {
    for (Object event = events.poll(); event != null; event = events.poll()) {
      if (event instanceof Octets octets) {
        release(octets, octets.data().remaining());
      }
    }
  }

  private void release(Octets octets, int size) {
    if (octets.pooled()) {
      buffers.give(octets.data());
    }
    listener.onTaken(size);
  }
}
