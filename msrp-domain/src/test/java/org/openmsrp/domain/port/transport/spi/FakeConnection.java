// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;

/** An adapter without a network: the test plays the wire. Its pump runs when the test says so. */
class FakeConnection extends SerialConnection {

  final Queue<Runnable> tasks = new ArrayDeque<>();
  final Queue<String> input = new ArrayDeque<>();
  final CompletableFuture<Connection> stage;
  final StringBuilder hooks = new StringBuilder();
  boolean writesAtOnce = true;
  private final Executor executor;

  FakeConnection(ConnectionHandler handler) {
    this(Framing.STREAM, handler, new CompletableFuture<>());
  }

  FakeConnection(Framing framing, ConnectionHandler handler, CompletableFuture<Connection> stage) {
    super(framing, handler, stage);
    this.stage = stage;
    this.executor = tasks::add;
  }

  FakeConnection(Executor executor, ConnectionHandler handler) {
    super(Framing.STREAM, handler, new CompletableFuture<>());
    this.stage = new CompletableFuture<>();
    this.executor = executor;
  }

  /** Opens, and runs the pump. */
  FakeConnection opened() {
    open();
    runAll();
    return this;
  }

  /** Lets text arrive, and runs the pump. */
  void arrive(String text) {
    input.add(text);
    inputReady();
    runAll();
  }

  /** Runs the pump until nothing is scheduled. */
  void runAll() {
    for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
      task.run();
    }
  }

  @Override
  protected void schedule() {
    executor.execute(this);
  }

  @Override
  protected void pull() {
    String text = input.poll();
    if (text != null) {
      deliver(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), false);
    }
  }

  @Override
  protected void startWrite(boolean endOfFrame, ByteBuffer[] parts) {
    hooks.append("write ");
    if (writesAtOnce) {
      written();
    }
  }

  @Override
  protected void beginClose() {
    hooks.append("begin ");
  }

  @Override
  protected void shutdownOutput() {
    hooks.append("shut ");
  }

  @Override
  protected void release(CloseReason reason) {
    hooks.append("release ");
  }

  @Override
  public ConnectionInfo info() {
    Endpoint nowhere = Endpoint.tcp("127.0.0.1", 1);
    return new ConnectionInfo("fake", nowhere, nowhere, Framing.STREAM, Optional.empty());
  }
}
