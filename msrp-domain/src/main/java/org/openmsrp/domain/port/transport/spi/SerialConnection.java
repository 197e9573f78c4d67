// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;
import static org.openmsrp.domain.port.transport.spi.Flags.any;
import static org.openmsrp.domain.port.transport.spi.Flags.has;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/**
 * A connection whose signals are serial, never nested and follow the contract's grammar, whatever
 * threads call its verbs.
 *
 * <p>Verbs and the adapter's events only set bits, from any thread; the one that finds no pump
 * scheduled schedules it ({@link #schedule()}). The pump ({@link #run()}) calls the hooks and the
 * handler, one after the other. No lock is held anywhere, and a chain of verbs that each follow
 * from a signal needs constant stack (T1.4).
 *
 * <p>For an adapter:
 *
 * <ol>
 *   <li>{@link #schedule()} may be called on any thread. All other hooks are called by the pump:
 *       one at a time, each happening before the next. They must not block.
 *   <li>Events ({@link #open}, {@link #inputReady}, {@link #written}, {@link #ended}, {@link
 *       #expired}) may be reported from any thread, from hooks too, and return at once.
 *   <li>{@link #deliver} is called from within {@link #pull} only.
 *   <li>{@link #release} is the last hook and called exactly once. An attempt to open that fails is
 *       reported by {@link #ended}, too: the handler then sees nothing and the stage fails (T1.1).
 *   <li>The adapter watches the stage for cancellation and calls {@link #abort} if it happens, so
 *       that the attempt is given up promptly; a connection that opens nevertheless is aborted
 *       here.
 * </ol>
 */
public abstract class SerialConnection extends ConnectionState implements Runnable {

  private static final int STEPS_PER_RUN = 64;
  private static final CompletableFuture<Connection> NO_STAGE = new CompletableFuture<>();

  private ConnectionHandler handler;
  private CompletableFuture<Connection> stage;

  /**
   * A connection that is not open yet.
   *
   * @param framing how bytes are delimited
   * @param handler receives the signals
   * @param stage completed after {@code onOpen}, or failed when the connection ends before it; for
   *     an accepted connection see {@link RejectionStage}
   */
  protected SerialConnection(
      Framing framing, ConnectionHandler handler, CompletableFuture<Connection> stage) {
    super(framing);
    this.handler = requireNonNull(handler, "handler");
    this.stage = requireNonNull(stage, "stage");
  }

  /**
   * Hook: the handler waits for bytes. {@link #deliver}s one piece if there is one, else reports
   * {@link #inputReady} (or {@link #ended}) when there is; control traffic never counts.
   */
  protected abstract void pull();

  /**
   * Hook: writes all that remains in the parts and reports {@link #written}.
   *
   * @param endOfFrame whether a frame ends here
   * @param parts the buffers; their content must not change
   */
  protected abstract void startWrite(boolean endOfFrame, ByteBuffer[] parts);

  /**
   * Hook: the user has closed. Starts the timer of the close ({@link #expired}) and discards input
   * from now on; the write in flight goes on.
   */
  protected abstract void beginClose();

  /**
   * Hook: no write is in flight any more. Shuts down the output in order and reports {@link #ended}
   * after the peer's end.
   */
  protected abstract void shutdownOutput();

  /**
   * Hook: gives everything back: socket, buffers, timers. At once, and without an orderly end of
   * the output, if the reason is a failure.
   *
   * @param reason how the connection ended
   */
  protected abstract void release(CloseReason reason);

  /**
   * Lends bytes to the handler, or drops them if another thread has closed or aborted meanwhile.
   * Called from within {@link #pull}, once at most.
   *
   * @param bytes a read-only view; may be reused when this method returns
   * @param endOfFrame whether a frame ends here; false on {@link Framing#STREAM}
   */
  protected final void deliver(ByteBuffer bytes, boolean endOfFrame) {
    if (!has(flags, Flags.PULLED | Flags.DEMAND)) {
      throw new IllegalStateException("nothing was asked for");
    }
    clear(Flags.PULLED | Flags.DEMAND);
    if (any(flags, Flags.DEAF)) {
      return;
    }
    try {
      handler.onBytes(bytes, endOfFrame);
    } catch (Throwable thrown) {
      handlerThrew("onBytes", thrown);
    }
  }

  /**
   * Whether the handler waits for bytes.
   *
   * @return true if {@link #pull} was called and nothing delivered yet
   */
  protected final boolean pulled() {
    return any(flags, Flags.PULLED);
  }

  /** Runs the pump; called for each {@link #schedule()}, by nobody else. */
  @Override
  public final void run() {
    for (int steps = 0; steps < STEPS_PER_RUN; steps++) {
      int now = flags;
      if (!step(now) && rest(now)) {
        return;
      }
    }
    schedule();
  }

  private boolean step(int now) {
    try {
      return !any(now, Flags.DONE) && (end(now) || signal(now) || act(now));
    } catch (RuntimeException failure) {
      abort(new TransportException(Kind.ABORTED, "transport failed: " + failure, failure));
      return true;
    }
  }

  private boolean end(int now) {
    if (any(now, Flags.ABORT)) {
      return finish(new CloseReason.Failed(requireNonNull(abortion)));
    }
    if (any(now, Flags.OPENING | Flags.WRITTEN)) {
      return false;
    }
    if (any(now, Flags.EXPIRED)) {
      return expire(now);
    }
    return any(now, Flags.ENDED) && finishAfter(requireNonNull(end), now);
  }

  private boolean expire(int now) {
    clear(Flags.EXPIRED);
    if (!any(now, Flags.OPENED)) {
      return finish(timeout("not open in time"));
    }
    if (any(now, Flags.CLOSE)) {
      boolean writing = any(now, Flags.WRITING);
      return finish(writing ? timeout("not written in time") : new CloseReason.LocalClose());
    }
    return true;
  }

  private static CloseReason timeout(String message) {
    return new CloseReason.Failed(new TransportException(Kind.TIMEOUT, message));
  }

  private boolean finishAfter(CloseReason reason, int now) {
    if (!any(now, Flags.CLOSE)) {
      return finish(reason);
    }
    if (any(now, Flags.WRITING)) {
      return reason instanceof CloseReason.Failed && finish(reason);
    }
    return (any(now, Flags.SHUT) || reason instanceof CloseReason.Failed)
        && finish(new CloseReason.LocalClose());
  }

  private boolean signal(int now) {
    if (any(now, Flags.OPENING)) {
      return signalOpen();
    }
    if (any(now, Flags.WRITTEN)) {
      return signalWritten();
    }
    return any(now, Flags.WAKE) && !any(now, Flags.CLOSE) && signalWake();
  }

  private boolean signalOpen() {
    clear(Flags.OPENING | Flags.EXPIRED);
    CompletableFuture<Connection> opening = stage;
    if (opening.isDone()) {
      return finish(new CloseReason.Failed(givenUp()));
    }
    set(Flags.OPENED);
    stage = NO_STAGE;
    try {
      handler.onOpen(this);
    } catch (Throwable thrown) {
      opening.completeExceptionally(handlerThrew("onOpen", thrown));
      return true;
    }
    if (!opening.complete(this)) {
      abort(givenUp());
    }
    return true;
  }

  private static TransportException givenUp() {
    return new TransportException(Kind.ABORTED, "the attempt to connect was cancelled");
  }

  private boolean signalWritten() {
    clear(Flags.WRITTEN | Flags.WRITING);
    try {
      handler.onWritten();
    } catch (Throwable thrown) {
      handlerThrew("onWritten", thrown);
    }
    return true;
  }

  private boolean signalWake() {
    clear(Flags.WAKE);
    try {
      handler.onWake();
    } catch (Throwable thrown) {
      handlerThrew("onWake", thrown);
    }
    return true;
  }

  private boolean act(int now) {
    if (any(now, Flags.WRITE)) {
      clear(Flags.WRITE);
      ByteBuffer[] given = parts;
      parts = NO_PARTS;
      startWrite(endOfFrame, given);
      return true;
    }
    if (any(now, Flags.CLOSE)) {
      return actOnClose(now);
    }
    if (any(now, Flags.DEMAND) && (any(now, Flags.INPUT) || !any(now, Flags.PULLED))) {
      clear(Flags.INPUT);
      set(Flags.PULLED);
      pull();
      return true;
    }
    return false;
  }

  private boolean actOnClose(int now) {
    if (!any(now, Flags.CLOSING)) {
      set(Flags.CLOSING);
      beginClose();
      return true;
    }
    if (any(now, Flags.SHUT | Flags.WRITING)) {
      return false;
    }
    set(Flags.SHUT);
    shutdownOutput();
    return true;
  }

  private boolean finish(CloseReason reason) {
    set(Flags.DONE);
    parts = NO_PARTS;
    ConnectionHandler user = handler;
    handler = Silence.INSTANCE;
    shielded(() -> release(reason));
    if (any(flags, Flags.OPENED)) {
      shielded(() -> user.onClosed(reason));
    } else {
      CompletableFuture<Connection> opening = stage;
      stage = NO_STAGE;
      shielded(() -> opening.completeExceptionally(failure(reason)));
    }
    return true;
  }

  private static TransportException failure(CloseReason reason) {
    return reason instanceof CloseReason.Failed failed
        ? failed.cause()
        : new TransportException(Kind.RESET, "the peer closed before the connection opened");
  }

  /** There is no connection left to fail, so the thread's own handler has to tell the story. */
  private static void shielded(Runnable last) {
    try {
      last.run();
    } catch (Throwable thrown) {
      Thread thread = Thread.currentThread();
      thread.getUncaughtExceptionHandler().uncaughtException(thread, thrown);
    }
  }

  private TransportException handlerThrew(String signal, Throwable thrown) {
    TransportException failure =
        new TransportException(Kind.HANDLER_FAILED, signal + " threw " + thrown, thrown);
    abort(failure);
    return failure;
  }
}
