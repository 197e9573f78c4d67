// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.EndLineScanner;

/**
 * Reads a file ahead on a pool, a few buffers deep, so that a cold disk never stops a connection.
 *
 * <p>Buffers go round: free, being read, full, polled by the engine, and free again when the write
 * that carries them is done. Only the engine and one reading task at a time touch a buffer, handed
 * over through concurrent queues.
 */
final class FileSource implements ContentSource {

  /** Enough that a wake-up of either side pays for several buffers. */
  private static final int DEPTH = 4;

  /** So many buffers must be free before the reading task is woken for them. */
  private static final int WORTH_WAKING = 2;

  private final OutgoingFile file;
  private final BufferPool buffers;
  private final Executor blocking;
  private final Runnable onReady;

  private final ConcurrentLinkedQueue<Filled> full = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<ByteBuffer> free = new ConcurrentLinkedQueue<>();
  private final SerialTask reading;
  private volatile @Nullable Throwable failure;
  private volatile boolean closed;
  private volatile boolean starved;

  // Confined to the reading task.
  private @Nullable SeekableByteChannel channel;
  private long unreadFrom;
  private int allocated;

  // Confined to the engine.
  private @Nullable ByteBuffer current;
  private boolean withoutHyphens;
  private long taken;
  private final List<ByteBuffer> polledOut = new ArrayList<>(DEPTH);

  FileSource(OutgoingFile file, BufferPool buffers, Executor blocking, Runnable onReady) {
    this.file = file;
    this.buffers = buffers;
    this.blocking = blocking;
    this.onReady = onReady;
    this.unreadFrom = file.position();
    this.taken = file.position();
    this.reading = new SerialTask(this::readAhead);
  }

  /** Begins to read ahead. */
  void start() {
    reading.schedule(blocking);
  }

  @Override
  public long total() {
    return file.size();
  }

  @Override
  public boolean ready() {
    int left = current == null ? 0 : current.remaining();
    // RFC 4975 §7.1.1: only the last chunk of a message should have fewer octets.
    boolean worthAChunk = left >= ChunkPolicy.INTERRUPTIBLE;
    if (worthAChunk || !full.isEmpty() || (left > 0 && taken + left == file.size())) {
      return true;
    }
    // Said before the second look, so that a buffer that comes in between is not missed.
    starved = true;
    return !full.isEmpty();
  }

  @Override
  public @Nullable ByteBuffer poll(int max) {
    ByteBuffer buffer = current;
    if (buffer == null || !buffer.hasRemaining()) {
      buffer = nextFull(buffer);
      if (buffer == null) {
        return null;
      }
    }
    int size = Math.min(max, buffer.remaining());
    ByteBuffer part = buffer.slice(buffer.position(), size);
    buffer.position(buffer.position() + size);
    taken += size;
    return part;
  }

  private @Nullable ByteBuffer nextFull(@Nullable ByteBuffer emptied) {
    if (emptied != null) {
      polledOut.add(emptied);
      current = null;
    }
    Filled filled = ready() ? full.poll() : null;
    if (filled == null) {
      return null;
    }
    withoutHyphens = filled.withoutHyphens();
    current = filled.octets();
    return filled.octets();
  }

  @Override
  public boolean withoutHyphens() {
    return withoutHyphens;
  }

  @Override
  public void unread(int octets) {
    ByteBuffer buffer = current;
    if (buffer != null) {
      buffer.position(buffer.position() - octets);
      taken -= octets;
    }
  }

  @Override
  public @Nullable Throwable failure() {
    return full.isEmpty() ? failure : null;
  }

  @Override
  public void release() {
    ByteBuffer buffer = current;
    if (buffer != null && !buffer.hasRemaining()) {
      polledOut.add(buffer);
      current = null;
    }
    if (polledOut.isEmpty()) {
      return;
    }
    free.addAll(polledOut);
    polledOut.clear();
    if (starved || free.size() >= WORTH_WAKING) {
      reading.schedule(blocking);
    }
  }

  @Override
  public void close() {
    closed = true;
    reading.schedule(blocking);
  }

  private void readAhead() {
    if (closed) {
      closeChannel();
      return;
    }
    try {
      while (!closed && unreadFrom < file.size()) {
        ByteBuffer buffer = free.poll();
        if (buffer == null && allocated < DEPTH) {
          buffer = buffers.take();
          allocated++;
        }
        if (buffer == null) {
          return;
        }
        fill(buffer.clear());
        full.add(Filled.of(buffer.flip()));
        tellIfStarved();
      }
    } catch (IOException | RuntimeException e) {
      failure = e;
      onReady.run();
    }
  }

  private void tellIfStarved() {
    if (starved) {
      starved = false;
      onReady.run();
    }
  }

  private void fill(ByteBuffer buffer) throws IOException {
    SeekableByteChannel opened = channel;
    if (opened == null) {
      opened = file.content().open();
      channel = opened;
      opened.position(unreadFrom);
    }
    long left = file.size() - unreadFrom;
    buffer.limit((int) Math.min(buffer.capacity(), left));
    while (buffer.hasRemaining()) {
      // A channel that gives nothing would keep this thread for ever.
      if (opened.read(buffer) <= 0) {
        throw new EOFException("the file has fewer octets than announced");
      }
    }
    unreadFrom += buffer.limit();
  }

  private void closeChannel() {
    SeekableByteChannel opened = channel;
    channel = null;
    if (opened != null) {
      try {
        opened.close();
      } catch (IOException e) {
        failure = e;
      }
    }
    // Buffers that the engine holds may be on their way to the socket: the collector gets those.
    free.forEach(buffers::give);
    free.clear();
  }

  /**
   * Octets of the file. They are searched by the task that has just read them: where the engine
   * runs, they are in no cache of the processor yet.
   */
  private record Filled(ByteBuffer octets, boolean withoutHyphens) {

    static Filled of(ByteBuffer octets) {
      return new Filled(octets, !EndLineScanner.holdsHyphens(octets));
    }
  }
}
