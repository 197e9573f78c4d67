// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.TlsInfo;

/** Plain TCP: what is read is lent as it is, what is written goes out as it is. */
final class TcpConnection extends NioConnection {

  private final Gather gather = new Gather();
  private boolean readable;
  private boolean discarding;

  TcpConnection(
      Wiring wiring,
      NioLoop loop,
      SocketChannel channel,
      ConnectionHandler handler,
      CompletableFuture<Connection> stage) {
    super(wiring, loop, channel, handler, stage);
  }

  @Override
  void opening() {
    stopTimer();
    open();
  }

  @Override
  Optional<TlsInfo> tlsInfo() {
    return Optional.empty();
  }

  @Override
  void readable() {
    if (discarding) {
      discard();
    } else if (pulled()) {
      readable = true;
      inputReady();
    } else {
      dontWant(SelectionKey.OP_READ);
    }
  }

  @Override
  protected void pull() {
    if (readable) {
      readable = false;
      read();
    } else {
      want(SelectionKey.OP_READ);
    }
  }

  private void read() {
    try {
      int octets = channel.read(loop.readBuffer(readBufferSize()));
      if (octets > 0) {
        deliver(loop.lend(), false);
      } else if (octets < 0) {
        ended(new CloseReason.PeerClose());
      }
    } catch (IOException e) {
      ended(Failures.broken(e));
    }
  }

  private void discard() {
    try {
      if (channel.read(loop.readBuffer(readBufferSize())) < 0) {
        dontWant(SelectionKey.OP_READ);
        ended(new CloseReason.PeerClose());
      }
    } catch (IOException e) {
      ended(Failures.broken(e));
    }
  }

  @Override
  protected void startWrite(boolean endOfFrame, ByteBuffer[] parts) {
    gather.start(parts);
    flush();
  }

  @Override
  void writable() {
    if (gather.isActive()) {
      flush();
    } else {
      dontWant(SelectionKey.OP_WRITE);
    }
  }

  private void flush() {
    try {
      if (gather.flush(channel, loop)) {
        written();
      } else {
        want(SelectionKey.OP_WRITE);
      }
    } catch (IOException e) {
      ended(Failures.broken(e));
    }
  }

  @Override
  protected void beginClose() {
    super.beginClose();
    discarding = true;
    want(SelectionKey.OP_READ);
  }

  @Override
  protected void shutdownOutput() {
    try {
      channel.shutdownOutput();
    } catch (IOException e) {
      ended(Failures.broken(e));
    }
  }

  @Override
  protected void release(CloseReason reason) {
    gather.clear();
    super.release(reason);
  }
}
