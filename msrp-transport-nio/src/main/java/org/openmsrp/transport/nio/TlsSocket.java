// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A socket with an {@link SSLEngine}, and the handshake, which reads and writes whatever the demand
 * is.
 *
 * <p>What takes long in it (signatures, certificate paths) runs on the workers. Until that is done
 * the engine is left alone: it holds its lock meanwhile.
 */
abstract class TlsSocket extends NioConnection {

  private static final Logger LOG = LoggerFactory.getLogger(TlsSocket.class);

  final SSLEngine engine;
  final TlsIn in;
  final TlsOut out;
  private final Executor workers;
  private @Nullable TlsInfo facts;

  /** The socket is readable, as far as known. */
  private boolean readable;

  /** The workers have the engine. */
  private boolean busy;

  private boolean begun;
  private boolean alertSent;
  private boolean over;

  TlsSocket(
      Wiring wiring,
      NioLoop loop,
      SocketChannel channel,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage,
      SSLEngine engine,
      Executor workers) {
    super(wiring, loop, channel, handler, stage);
    this.engine = engine;
    this.workers = workers;
    this.in = new TlsIn(engine, loop);
    this.out = new TlsOut(engine, loop);
  }

  @Override
  final Optional<TlsInfo> tlsInfo() {
    return Optional.ofNullable(facts);
  }

  final boolean isBusy() {
    return busy;
  }

  final boolean isShakingHands() {
    return facts == null;
  }

  /** Notes that a read may bring something. */
  final void noteReadable() {
    readable = true;
  }

  @Override
  void opening() {
    handshake();
  }

  /** Goes on as far as it can. */
  final void handshake() {
    try {
      if (!begun) {
        begun = true;
        engine.beginHandshake();
      }
      boolean more = !over && facts == null;
      while (more) {
        more = !busy && flushed() && handshakeStep();
      }
    } catch (IOException | RuntimeException e) {
      sendAlert();
      over = true;
      ended(Failures.handshake(e));
    }
  }

  private boolean handshakeStep() throws IOException {
    return switch (engine.getHandshakeStatus()) {
      case NEED_TASK -> runTasks();
      case NEED_WRAP -> wrapHandshake();
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> unwrapHandshake();
      case FINISHED, NOT_HANDSHAKING -> handshakeDone();
    };
  }

  private boolean wrapHandshake() throws SSLException {
    if (!out.wrapOwn() && engine.isOutboundDone()) {
      throw new SSLException("closed during the handshake");
    }
    return true;
  }

  private boolean unwrapHandshake() throws IOException {
    return switch (in.unwrap()) {
      case RECORD -> true;
      case STARVED -> readMore() > 0;
      case CLOSED -> throw new SSLException("the peer closed during the handshake");
    };
  }

  private boolean handshakeDone() {
    stopTimer();
    facts = TlsEngines.facts(engine.getSession());
    open();
    return false;
  }

  /** Reads if there is something; 0 if there is nothing yet, in which case it is waited for. */
  final int readMore() throws IOException {
    int octets = readable ? in.read(channel) : 0;
    readable = false;
    if (octets == 0) {
      want(SelectionKey.OP_READ);
    } else if (octets < 0 && facts == null) {
      throw new EOFException("the peer hung up during the handshake");
    }
    return octets;
  }

  final boolean runTasks() throws IOException {
    busy = true;
    dontWant(SelectionKey.OP_READ);
    try {
      workers.execute(this::work);
    } catch (RejectedExecutionException e) {
      throw new IOException("the transport is closed", e);
    }
    return false;
  }

  /** On a worker's thread. */
  private void work() {
    try {
      for (Runnable task = engine.getDelegatedTask(); task != null; ) {
        task.run();
        task = engine.getDelegatedTask();
      }
    } finally {
      loop.execute(this::resume);
    }
  }

  private void resume() {
    busy = false;
    if (facts == null) {
      handshake();
    } else if (!over) {
      resumed();
    }
  }

  /** The engine, which was with the workers, is back. */
  abstract void resumed();

  /** Whether no record waits for the socket; if one does, so does the connection. */
  final boolean flushed() throws IOException {
    boolean all = out.flush(channel);
    if (!all) {
      want(SelectionKey.OP_WRITE);
    }
    return all;
  }

  /** What the engine has to say about a failure, or as a farewell, if the socket takes it now. */
  final void sendAlert() {
    try {
      boolean more = !busy && out.flush(channel);
      while (more && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        more = out.wrapOwn() && out.flush(channel);
        alertSent |= more;
      }
    } catch (IOException | RuntimeException e) {
      LOG.debug("no alert sent", e);
    }
  }

  @Override
  protected void release(CloseReason reason) {
    over = true;
    in.release();
    out.release();
    super.release(reason);
  }

  @Override
  final void closeChannel(CloseReason reason) {
    if (alertSent && reason instanceof CloseReason.Failed) {
      Lingering.begin(channel, loop, wiring());
    } else {
      super.closeChannel(reason);
    }
  }
}
