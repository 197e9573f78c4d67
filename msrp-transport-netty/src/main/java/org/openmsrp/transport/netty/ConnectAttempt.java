// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.SocketChannel;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.Members;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * One call of {@code connect} until TCP stands: resolves the name, then tries one address after the
 * other. All on one event loop, except for {@link #start}.
 */
final class ConnectAttempt implements Members.Member {

  private final Endpoint remote;
  private final ConnectOptions options;
  private final ConnectionHandler handler;
  private final Wiring wiring;
  private final TlsContexts contexts;
  private final EventLoop loop;
  private final CompletableFuture<Connection> stage = new CompletableFuture<>();
  private final long deadline;
  private Iterator<InetSocketAddress> untried = Collections.emptyIterator();
  private @Nullable TransportException failure;
  private @Nullable ChannelFuture connecting;
  private @Nullable Future<?> timer;
  private boolean over;

  /** Takes one claim on the loops. */
  ConnectAttempt(
      Endpoint remote,
      ConnectOptions options,
      ConnectionHandler handler,
      Wiring wiring,
      TlsContexts contexts) {
    this.remote = remote;
    this.options = options;
    this.handler = handler;
    this.wiring = wiring;
    this.contexts = contexts;
    this.loop = wiring.loops().acquire().next();
    this.deadline = System.nanoTime() + options.connectTimeout().toNanos();
  }

  CompletionStage<Connection> start(Addresses addresses) {
    loop.execute(this::startTimer);
    wiring.members().add(this);
    var unused = stage.whenComplete((connection, thrown) -> cancelled());
    var unusedToo =
        addresses
            .of(remote)
            .whenComplete((found, thrown) -> loop.execute(() -> resolved(found, thrown)));
    return stage;
  }

  private void startTimer() {
    if (!over) {
      timer = loop.schedule(this::expired, remaining().toNanos(), TimeUnit.NANOSECONDS);
    }
  }

  private Duration remaining() {
    return Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
  }

  private void expired() {
    fail(TransportFailures.timeout(remote));
  }

  private void cancelled() {
    if (stage.isCancelled()) {
      giveUp(TransportFailures.cancelled(remote));
    }
  }

  @Override
  public void giveUp(TransportException reason) {
    loop.execute(() -> fail(reason));
  }

  private void resolved(@Nullable List<InetSocketAddress> found, @Nullable Throwable thrown) {
    if (found == null) {
      fail(TransportFailures.unreachable(remote, requireNonNull(thrown)));
    } else {
      untried = found.iterator();
      tryNext();
    }
  }

  private void tryNext() {
    if (over) {
      return;
    }
    if (untried.hasNext()) {
      connecting = bootstrap().connect(untried.next());
      connecting.addListener((ChannelFuture attempt) -> connected(attempt));
    } else {
      fail(requireNonNull(failure));
    }
  }

  private Bootstrap bootstrap() {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loop)
            .channel(wiring.loops().platform().channelType())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
            .handler(new Unprepared());
    wiring.configure(bootstrap::option);
    return bootstrap;
  }

  /** Until TCP stands, a channel needs no handlers. */
  private static final class Unprepared extends ChannelInitializer<SocketChannel> {
    @Override
    protected void initChannel(SocketChannel channel) {}
  }

  private void connected(ChannelFuture attempt) {
    if (over) {
      var unused = attempt.channel().close();
    } else if (attempt.isSuccess()) {
      handOver((SocketChannel) attempt.channel());
    } else {
      failedToConnect(requireNonNull(attempt.cause()));
      tryNext();
    }
  }

  private void failedToConnect(Throwable cause) {
    TransportException unreachable = TransportFailures.unreachable(remote, cause);
    if (failure == null) {
      failure = unreachable;
    } else {
      failure.addSuppressed(unreachable);
    }
  }

  private void handOver(SocketChannel channel) {
    var secured =
        remote.secure()
            ? contexts.client(
                options.tls().orElseThrow(), options.certified(remote), channel.alloc())
            : null;
    NettyConnection connection = new NettyConnection(wiring, channel, secured, handler, stage);
    finish();
    var unused =
        stage.whenComplete(
            (opened, thrown) -> {
              if (stage.isCancelled()) {
                connection.abort(TransportFailures.cancelled(remote));
              }
            });
    connection.begin(remaining());
  }

  private void fail(TransportException reason) {
    if (over) {
      return;
    }
    finish();
    if (connecting != null) {
      var unused = connecting.channel().close();
    }
    stage.completeExceptionally(reason);
    wiring.loops().release();
  }

  private void finish() {
    over = true;
    wiring.members().remove(this);
    if (timer != null) {
      timer.cancel(false);
    }
  }
}
