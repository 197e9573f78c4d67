// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/** One connection of a hub: cuts what comes into frames and writes what it is given. */
final class HubLine implements ConnectionHandler {

  private final BiConsumer<HubLine, Frame> taker;
  private final Consumer<HubLine> whenClosed;
  private final Frames frames = new Frames();
  private final ArrayDeque<ByteBuffer> waiting = new ArrayDeque<>();
  private @Nullable Connection connection;
  private boolean writing;
  private boolean closing;

  HubLine(BiConsumer<HubLine, Frame> taker, Consumer<HubLine> whenClosed) {
    this.taker = taker;
    this.whenClosed = whenClosed;
  }

  void send(Frame frame) {
    waiting.add(frame.encode());
    wake();
  }

  void close() {
    closing = true;
    wake();
  }

  private void wake() {
    Connection open = connection;
    if (open != null) {
      open.wake();
    }
  }

  private void write(Connection open) {
    if (!writing && !waiting.isEmpty()) {
      writing = true;
      open.write(true, waiting.remove());
    } else if (!writing && closing) {
      open.close();
    }
  }

  @Override
  public void onOpen(Connection opened) {
    connection = opened;
    opened.demand();
    write(opened);
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    frames.add(bytes).forEach(frame -> taker.accept(this, frame));
    if (connection != null) {
      connection.demand();
    }
  }

  @Override
  public void onWritten() {
    writing = false;
    onWake();
  }

  @Override
  public void onWake() {
    if (connection != null) {
      write(connection);
    }
  }

  @Override
  public void onClosed(CloseReason reason) {
    connection = null;
    waiting.clear();
    whenClosed.accept(this);
  }
}
