// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.HostLookup;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * One call of {@code connect} until TCP stands: resolves the name, then tries one address after the
 * other (RFC 4975 §6.2). All on the loop's thread, except for {@link #start}.
 */
final class ConnectAttempt implements Selectable {

  private final Endpoint remote;
  private final ConnectOptions options;
  private final ConnectionHandler handler;
  private final Connections connections;
  private final Wiring wiring;
  private final NioLoop loop;
  private final CompletableFuture<Connection> stage = new CompletableFuture<>();
  private Iterator<InetSocketAddress> untried = List.<InetSocketAddress>of().iterator();
  private @Nullable TransportException failure;
  private @Nullable SocketChannel channel;
  private @Nullable LoopTimer timer;
  private @Nullable NioConnection connection;
  private boolean over;

  ConnectAttempt(
      Endpoint remote,
      ConnectOptions options,
      ConnectionHandler handler,
      Connections connections,
      Wiring wiring,
      NioLoop loop) {
    this.remote = remote;
    this.options = options;
    this.handler = handler;
    this.connections = connections;
    this.wiring = wiring;
    this.loop = loop;
  }

  CompletableFuture<Connection> start(HostLookup addresses) {
    var unused = stage.whenComplete((opened, thrown) -> loop.execute(this::completed));
    loop.execute(this::begin);
    var unusedToo =
        addresses.of(remote).whenCompleteAsync((found, thrown) -> resolved(found, thrown), loop);
    return stage;
  }

  private void begin() {
    if (over) {
      return;
    }
    loop.attempts().add(this);
    timer = loop.timers().schedule(options.connectTimeout(), this::expired);
    if (wiring.owner().hasGivenUp()) {
      giveUp(wiring.owner().reason());
    }
  }

  private void expired() {
    if (connection != null) {
      connection.expire();
    } else {
      stage.completeExceptionally(TransportFailures.timeout(remote));
    }
  }

  private void resolved(@Nullable List<InetSocketAddress> found, @Nullable Throwable thrown) {
    if (found != null) {
      untried = found.iterator();
      tryNext();
    } else if (thrown != null) {
      stage.completeExceptionally(TransportFailures.unreachable(remote, thrown));
    }
  }

  private void tryNext() {
    if (over) {
      return;
    }
    if (!untried.hasNext()) {
      stage.completeExceptionally(
          failure != null
              ? failure
              : TransportFailures.unreachable(remote, new IOException("no address")));
      return;
    }
    try {
      connect(untried.next());
    } catch (IOException | RuntimeException e) {
      failed(e);
    }
  }

  private void connect(InetSocketAddress address) throws IOException {
    SocketChannel fresh = Sockets.open(options.socket());
    channel = fresh;
    loop.register(fresh, SelectionKey.OP_CONNECT, this);
    if (fresh.connect(address)) {
      connected(fresh);
    }
  }

  @Override
  public void ready(int ops) {
    loop.execute(this::finishConnect);
  }

  private void finishConnect() {
    SocketChannel mine = channel;
    if (over || mine == null || connection != null) {
      return;
    }
    try {
      if (mine.finishConnect()) {
        connected(mine);
      }
    } catch (IOException e) {
      failed(e);
    }
  }

  private void connected(SocketChannel mine) {
    connection = connections.create(wiring, loop, mine, handler, stage);
    connection.begin();
  }

  private void failed(Exception cause) {
    closeChannel();
    TransportException latest = TransportFailures.unreachable(remote, cause);
    if (failure != null) {
      latest.addSuppressed(failure);
    }
    failure = latest;
    loop.execute(this::tryNext);
  }

  @Override
  public Owner owner() {
    return wiring.owner();
  }

  @Override
  public void giveUp(TransportException reason) {
    if (connection != null) {
      connection.giveUp(reason);
    } else {
      stage.completeExceptionally(reason);
    }
  }

  /** The stage is complete, whoever did that. */
  private void completed() {
    over = true;
    loop.attempts().remove(this);
    if (timer != null) {
      loop.timers().cancel(timer);
    }
    if (connection == null) {
      closeChannel();
      wiring.group().release();
    } else if (stage.isCompletedExceptionally() || stage.join() != connection) {
      connection.abort(TransportFailures.cancelled(remote));
    }
  }

  private void closeChannel() {
    if (channel != null) {
      Sockets.close(channel);
      channel = null;
    }
  }
}
