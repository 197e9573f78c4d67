// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * TLS, once hands are shaken: records are taken when the user asks for bytes, and the socket is
 * read only when no record is left. Closing discards what comes without looking into it.
 */
final class TlsConnection extends TlsSocket {

  private boolean writing;
  private boolean discarding;
  private boolean shutting;
  private boolean outputShut;
  private boolean inputOver;

  TlsConnection(
      Wiring wiring,
      NioLoop loop,
      SocketChannel channel,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage,
      SSLEngine engine,
      Executor workers) {
    super(wiring, loop, channel, handler, stage, engine, workers);
  }

  @Override
  void resumed() {
    output();
    inputReady();
  }

  @Override
  void readable() {
    if (discarding) {
      discard();
    } else if (isShakingHands()) {
      noteReadable();
      handshake();
    } else if (pulled()) {
      noteReadable();
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
      in.checkIntact();
    } catch (SSLException e) {
      sendAlert();
      ended(Failures.broken(e));
    } catch (IOException e) {
      ended(Failures.broken(e));
    }
  }

  private boolean unwrapToPlain() throws IOException {
    boolean more = !in.hasPlain();
    while (more) {
      more = !isBusy() && in.hasRoom() && unwrapOne();
    }
    if (!in.hasPlain()) {
      in.ready();
    }
    return in.hasPlain();
  }

  /** Whether it makes sense to go on. */
  private boolean unwrapOne() throws IOException {
    TlsIn.Step step = in.unwrap();
    if (step == TlsIn.Step.RECORD) {
      afterRecord();
      return true;
    }
    if (in.hasGathered()) {
      return false;
    }
    if (step == TlsIn.Step.CLOSED) {
      ended(new CloseReason.PeerClose());
      return false;
    }
    int octets = readMore();
    if (octets <= 0) {
      endOfStream(octets);
    }
    return octets > 0;
  }

  private void endOfStream(int octets) {
    if (octets < 0) {
      ended(
          engine.isInboundDone()
              ? new CloseReason.PeerClose()
              : new CloseReason.Failed(TransportFailures.truncated()));
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
    } else if (isShakingHands()) {
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
        more = !isBusy() && flushed() && produce();
      }
    } catch (IOException e) {
      ended(Failures.broken(e));
    }
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
      ended(Failures.broken(e));
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

  /** Answers the peer's close_notify before it goes, if the socket takes that now. */
  @Override
  protected void release(CloseReason reason) {
    if (reason instanceof CloseReason.PeerClose && !isBusy()) {
      engine.closeOutbound();
      sendAlert();
    }
    super.release(reason);
  }
}
