// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The content of a message as a stream that waits for what has not come yet. It waits on a
 * condition, so that a virtual thread gives its carrier back, and holds no lock while it waits.
 */
final class MessageInputStream extends InputStream {

  /** So many octets lie ready at most; the rest waits in the session's window. */
  private static final int READY = 256 * 1024;

  /** In so many pieces at most: octets that come one by one must not cost a hundred each. */
  private static final int PIECES = 512;

  private final InboundContent content;
  private final Sink sink;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  // Guarded by the lock.
  private final ArrayDeque<ByteBuffer> ready = new ArrayDeque<>();
  private int readyOctets;
  private boolean complete;
  private boolean closed;
  private @Nullable MsrpSessionException failure;

  MessageInputStream(InboundContent content, MemoryAllowance memory) {
    this.content = content;
    this.sink = new Sink(memory);
    content.attach(sink);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, target.length);
    if (length == 0) {
      return 0;
    }
    int taken;
    boolean empty;
    lock.lock();
    try {
      if (!awaitOctets()) {
        return -1;
      }
      taken = take(target, offset, length);
      empty = readyOctets <= READY / 2 && ready.size() <= PIECES / 2;
    } finally {
      lock.unlock();
    }
    if (empty) {
      content.resume();
    }
    return taken;
  }

  /** False at the end of the message. */
  private boolean awaitOctets() throws IOException {
    while (ready.isEmpty() && !complete && failure == null && !closed) {
      try {
        changed.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw (IOException) new InterruptedIOException("interrupted").initCause(e);
      }
    }
    if (closed) {
      throw new IOException("the stream is closed");
    }
    if (ready.isEmpty() && failure != null) {
      throw new IOException("the message will not become complete", failure);
    }
    return !ready.isEmpty();
  }

  private int take(byte[] target, int offset, int length) {
    ByteBuffer first = ready.element();
    int size = Math.min(length, first.remaining());
    first.get(target, offset, size);
    if (!first.hasRemaining()) {
      ready.remove();
    }
    readyOctets -= size;
    return size;
  }

  @Override
  public int available() {
    lock.lock();
    try {
      return readyOctets;
    } finally {
      lock.unlock();
    }
  }

  /** Refuses what has not been read. */
  @Override
  public void close() {
    boolean rest;
    lock.lock();
    try {
      rest = !closed && !complete && failure == null;
      closed = true;
      ready.clear();
      readyOctets = 0;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    if (rest) {
      MessagePublisher.stop(content);
    }
  }

  /** The side of the content. */
  private final class Sink extends OrderedSink {

    Sink(MemoryAllowance memory) {
      super(memory);
    }

    @Override
    void inOrder(ByteBuffer octets) {
      update(
          () -> {
            if (!closed) {
              readyOctets += octets.remaining();
              ready.add(octets);
            }
          });
    }

    @Override
    public boolean wantsOctets() {
      return closed() || roomLeft();
    }

    /** A success report says that the message was taken, so the reader takes it first. */
    @Override
    public boolean wantsEnd() {
      return available() == 0;
    }

    /** The reader meets it behind what lies ready. */
    @Override
    public boolean wantsFailure() {
      return true;
    }

    @Override
    public void complete(long total) {
      update(() -> complete = true);
    }

    @Override
    public void failed(MsrpSessionException cause) {
      forget();
      update(() -> failure = cause);
    }

    private boolean roomLeft() {
      lock.lock();
      try {
        return readyOctets < READY && ready.size() < PIECES;
      } finally {
        lock.unlock();
      }
    }

    private boolean closed() {
      lock.lock();
      try {
        return closed;
      } finally {
        lock.unlock();
      }
    }

    private void update(Runnable change) {
      lock.lock();
      try {
        change.run();
        changed.signalAll();
      } finally {
        lock.unlock();
      }
    }
  }
}
