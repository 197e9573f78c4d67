// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * TLS on an {@link SSLEngine}.
 *
 * <p>The handshake reads and writes whatever the demand is. What takes long in it (signatures,
 * certificate paths) runs on the workers; until it is done the engine is left alone. Afterwards
 * records are taken one at a time, each when the user asks for bytes, and the socket is read only
 * when no record is left. Closing discards what comes without looking into it.
 */
final class TlsConnection extends NioConnection {

  private static final Logger LOG = LoggerFactory.getLogger(TlsConnection.class);

  private final SSLEngine engine;
  private final Executor workers;
  private final TlsIn in;
  private final TlsOut out;
  private @Nullable TlsInfo facts;

  /** The socket is readable, as far as known. */
  private boolean readable;

  /** The workers have the engine. */
  private boolean busy;

  private boolean begun;
  private boolean writing;
  private boolean discarding;
  private boolean shutting;
  private boolean outputShut;
  private boolean inputOver;
  private boolean alertSent;
  private boolean over;

  TlsConnection(
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
  Optional<TlsInfo> tlsInfo() {
    return Optional.ofNullable(facts);
  }

  // Opening

  @Override
  void opening() {
    handshake();
  }

  private void handshake() {
    try {
      if (!begun) {
        begun = true;
        engine.beginHandshake();
      }
      boolean more = !over && facts == null;
      while (more) {
        more = !busy && flushed() && handshakeStep();
      }
    } catch (IOException e) {
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
    facts = TlsContexts.facts(engine);
    open();
    return false;
  }

  /** Reads if there is something; 0 if there is nothing yet, in which case it is waited for. */
  private int readMore() throws IOException {
    int octets = readable ? in.read(channel) : 0;
    readable = false;
    if (octets == 0) {
      want(SelectionKey.OP_READ);
    } else if (octets < 0 && facts == null) {
      throw new EOFException("the peer hung up during the handshake");
    }
    return octets;
  }

  private boolean runTasks() throws IOException {
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
      output();
      inputReady();
    }
  }

  // Reading

  @Override
  void readable() {
    if (discarding) {
      discard();
    } else if (facts == null) {
      readable = true;
      handshake();
    } else if (pulled()) {
      readable = true;
      inputReady();
    } else {
      dontWant(SelectionKey.OP_READ);
    }
  }

  @Override
  protected void pull() {
    try {
      if (unwrapToPlain()) {
        deliver(in.lend(readBufferSize()), false);
        in.giveEmptyPlain();
      }
    } catch (SSLException e) {
      sendAlert();
      ended(Failures.violation(e));
    } catch (IOException e) {
      ended(Failures.reset(e));
    }
  }

  private boolean unwrapToPlain() throws IOException {
    while (!in.hasPlain() && !busy) {
      switch (in.unwrap()) {
        case RECORD -> afterRecord();
        case STARVED -> {
          int octets = readMore();
          if (octets <= 0) {
            endOfStream(octets);
            return false;
          }
        }
        case CLOSED -> {
          ended(new CloseReason.PeerClose());
          return false;
        }
      }
    }
    return in.hasPlain();
  }

  private void endOfStream(int octets) {
    if (octets < 0) {
      ended(engine.isInboundDone() ? new CloseReason.PeerClose() : Failures.truncated());
    }
  }

  /** Tickets and key updates come in records, too, and want answers. */
  private void afterRecord() throws IOException {
    switch (engine.getHandshakeStatus()) {
      case NOT_HANDSHAKING, FINISHED -> {}
      case NEED_WRAP -> {
        refuseRenegotiation();
        output();
      }
      case NEED_TASK -> {
        refuseRenegotiation();
        runTasks();
      }
      case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> refuseRenegotiation();
    }
  }

  /** TLS 1.2 lets a peer ask for a new handshake at any time: an old way to keep others busy. */
  private void refuseRenegotiation() throws SSLException {
    if (engine.getSession().getProtocol().equals("TLSv1.2") && !engine.isInboundDone()) {
      throw new SSLException("renegotiation is not supported");
    }
  }

  // Writing

  @Override
  protected void startWrite(boolean endOfFrame, ByteBuffer[] parts) {
    out.start(parts);
    writing = true;
    output();
  }

  @Override
  void writable() {
    if (!out.isFlushing()) {
      dontWant(SelectionKey.OP_WRITE);
    } else if (facts == null) {
      handshake();
    } else {
      output();
    }
  }

  /** Brings out what is due, as far as the socket takes it. */
  private void output() {
    try {
      boolean more = true;
      while (more) {
        more = !busy && flushed() && produce();
      }
    } catch (SSLException e) {
      ended(Failures.violation(e));
    } catch (IOException e) {
      ended(Failures.reset(e));
    }
  }

  private boolean flushed() throws IOException {
    boolean all = out.flush(channel);
    if (!all) {
      want(SelectionKey.OP_WRITE);
    }
    return all;
  }

  private boolean produce() throws IOException {
    if (out.hasParts()) {
      return produceFromParts();
    }
    if (writing) {
      writing = false;
      written();
    }
    if (shutting) {
      engine.closeOutbound();
    }
    if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
      return out.wrapOwn();
    }
    shutSocket();
    return false;
  }

  private boolean produceFromParts() throws IOException {
    if (out.wrapParts()) {
      return true;
    }
    if (!engine.isOutboundDone()) {
      throw new SSLException("no record made in state " + engine.getHandshakeStatus());
    }
    return false;
  }

  // Closing

  @Override
  protected void beginClose() {
    super.beginClose();
    discarding = true;
    in.release();
    want(SelectionKey.OP_READ);
  }

  private void discard() {
    try {
      if (channel.read(loop.readBuffer(readBufferSize())) < 0) {
        dontWant(SelectionKey.OP_READ);
        inputOver = true;
        endIfBothAreOver();
      }
    } catch (IOException e) {
      ended(Failures.reset(e));
    }
  }

  @Override
  protected void shutdownOutput() {
    shutting = true;
    output();
  }

  private void shutSocket() throws IOException {
    if (shutting && !outputShut) {
      outputShut = true;
      channel.shutdownOutput();
      endIfBothAreOver();
    }
  }

  private void endIfBothAreOver() {
    if (inputOver && outputShut) {
      ended(new CloseReason.PeerClose());
    }
  }

  /** What the engine has to say about a failure, or as a farewell, if the socket takes it now. */
  private void sendAlert() {
    try {
      boolean more = !busy && out.flush(channel);
      while (more && engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
        more = out.wrapOwn() && out.flush(channel);
        alertSent |= more;
      }
    } catch (IOException e) {
      LOG.debug("no alert sent", e);
    }
  }

  @Override
  protected void release(CloseReason reason) {
    over = true;
    if (reason instanceof CloseReason.PeerClose && !busy) {
      engine.closeOutbound();
      sendAlert();
    }
    in.release();
    out.release();
    super.release(reason);
  }

  @Override
  void closeChannel(CloseReason reason) {
    if (alertSent && reason instanceof CloseReason.Failed) {
      Lingering.begin(channel, loop, wiring());
    } else {
      super.closeChannel(reason);
    }
  }
}
