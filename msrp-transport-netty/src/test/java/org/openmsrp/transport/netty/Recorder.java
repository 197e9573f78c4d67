// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.CRC32;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/** A handler that keeps the contract's grammar under watch and notes what it sees. */
class Recorder implements ConnectionHandler {

  final CompletableFuture<Connection> opened = new CompletableFuture<>();
  final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
  final AtomicInteger written = new AtomicInteger();
  final AtomicInteger woken = new AtomicInteger();
  final CRC32 crc = new CRC32();
  private final AtomicLong received = new AtomicLong();
  private final AtomicInteger inside = new AtomicInteger();

  /** What to do in onOpen; asks for bytes by default. */
  void open(Connection connection) {
    connection.demand();
  }

  /** What to do with bytes; asks for more by default. */
  void bytes(Connection connection, ByteBuffer bytes) {
    connection.demand();
  }

  /** What to do once a write is done. */
  void written(Connection connection) {}

  @Override
  public final void onOpen(Connection connection) {
    enter();
    opened.complete(connection);
    open(connection);
    inside.decrementAndGet();
  }

  @Override
  public final void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    enter();
    assertThat(bytes.hasRemaining()).isTrue();
    assertThat(bytes.isReadOnly()).isTrue();
    assertThat(endOfFrame).isFalse();
    received.addAndGet(bytes.remaining());
    crc.update(bytes.duplicate());
    try {
      bytes(connection(), bytes);
    } finally {
      inside.decrementAndGet();
    }
  }

  @Override
  public final void onWritten() {
    enter();
    written.incrementAndGet();
    written(connection());
    inside.decrementAndGet();
  }

  @Override
  public final void onWake() {
    enter();
    woken.incrementAndGet();
    inside.decrementAndGet();
  }

  @Override
  public final void onClosed(CloseReason reason) {
    enter();
    assertThat(opened).isDone();
    assertThat(closed.complete(reason)).isTrue();
    inside.decrementAndGet();
  }

  private void enter() {
    assertThat(inside.incrementAndGet()).as("signals at the same time").isEqualTo(1);
    assertThat(closed).as("nothing follows onClosed").isNotDone();
  }

  final long octets() {
    return received.get();
  }

  final Connection connection() {
    return get(opened);
  }

  final CloseReason reason() {
    return get(closed);
  }

  static <T> T get(CompletableFuture<T> future) {
    return future.orTimeout(30, TimeUnit.SECONDS).join();
  }
}
