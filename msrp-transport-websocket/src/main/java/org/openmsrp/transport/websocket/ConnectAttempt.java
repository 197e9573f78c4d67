// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.Members;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * One call of {@code connect} until the server has answered the handshake: resolves the name, tries
 * one address after the other, and once more if the server wants HTTP authentication. Safe for any
 * thread: whatever ends it first counts.
 */
final class ConnectAttempt implements Members.Member {

  private final Endpoint remote;
  private final ConnectOptions options;
  private final ConnectionHandler handler;
  private final Wiring wiring;
  private final Engine engine;
  private final TlsEngines contexts;
  private final CompletableFuture<Connection> stage = new CompletableFuture<>();
  private Iterator<InetSocketAddress> untried = Collections.emptyIterator();
  private Optional<String> authorization = Optional.empty();
  private @Nullable InetSocketAddress address;
  private @Nullable TransportException failure;
  private @Nullable SocketChannel channel;
  private @Nullable SocketEndPoint endPoint;
  private Scheduler.@Nullable Task timer;
  private boolean over;

  /** Takes over one claim on the engine. */
  ConnectAttempt(
      Endpoint remote,
      ConnectOptions options,
      ConnectionHandler handler,
      Wiring wiring,
      Engine engine,
      TlsEngines contexts) {
    this.remote = remote;
    this.options = options;
    this.handler = handler;
    this.wiring = wiring;
    this.engine = engine;
    this.contexts = contexts;
  }

  Wiring wiring() {
    return wiring;
  }

  Endpoint remote() {
    return remote;
  }

  /** The answer to the server's challenge, if there was one. */
  synchronized Optional<String> authorization() {
    return authorization;
  }

  synchronized boolean isOver() {
    return over;
  }

  CompletionStage<Connection> start(Addresses addresses) {
    long nanos = options.connectTimeout().toNanos();
    synchronized (this) {
      timer = wiring.scheduler().schedule(this::expired, nanos, TimeUnit.NANOSECONDS);
    }
    wiring.members().add(this);
    var unused = stage.whenComplete((connection, thrown) -> cancelled());
    var unusedToo = addresses.of(remote).whenComplete(this::resolved);
    return stage;
  }

  private void expired() {
    fail(TransportFailures.timeout(remote));
  }

  private void cancelled() {
    if (stage.isCancelled()) {
      fail(TransportFailures.cancelled(remote));
    }
  }

  @Override
  public void giveUp(TransportException reason) {
    fail(reason);
  }

  private void resolved(@Nullable List<InetSocketAddress> found, @Nullable Throwable thrown) {
    if (found == null) {
      fail(TransportFailures.unreachable(remote, requireNonNull(thrown)));
      return;
    }
    synchronized (this) {
      untried = found.iterator();
    }
    tryNext();
  }

  private void tryNext() {
    InetSocketAddress next = next();
    if (next == null) {
      fail(lastFailure());
    } else {
      connect(next);
    }
  }

  private synchronized @Nullable InetSocketAddress next() {
    if (untried.hasNext()) {
      address = untried.next();
      return address;
    }
    return null;
  }

  private synchronized TransportException lastFailure() {
    return requireNonNull(failure);
  }

  private void connect(InetSocketAddress to) {
    SocketChannel socket = null;
    try {
      socket = SocketChannel.open();
      configure(socket, options.socket());
      begin(socket, to);
    } catch (IOException | RuntimeException e) {
      Quietly.close(socket);
      failedToConnect(e);
    }
  }

  private void begin(SocketChannel socket, InetSocketAddress to) throws IOException {
    if (!claim(socket)) {
      socket.close();
    } else if (socket.connect(to)) {
      engine.machinery().selector().accept(socket, this);
    } else {
      engine.machinery().selector().connect(socket, this);
    }
  }

  private static void configure(SocketChannel socket, SocketOptions options) throws IOException {
    socket.configureBlocking(false);
    socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (options.sendBufferSize().isPresent()) {
      socket.setOption(StandardSocketOptions.SO_SNDBUF, options.sendBufferSize().getAsInt());
    }
    if (options.receiveBufferSize().isPresent()) {
      socket.setOption(StandardSocketOptions.SO_RCVBUF, options.receiveBufferSize().getAsInt());
    }
  }

  private synchronized boolean claim(SocketChannel socket) {
    channel = socket;
    endPoint = null;
    return !over;
  }

  /** TCP stands. */
  org.eclipse.jetty.io.Connection connected(EndPoint socket) {
    synchronized (this) {
      endPoint = SocketEndPoint.below(socket);
    }
    return remote.secure() ? secured(socket) : new ClientUpgrade(socket, this);
  }

  private SslConnection secured(EndPoint socket) {
    TlsCredentials credentials = options.tls().orElseThrow();
    SSLEngine tls =
        TlsEngines.client(contexts.of(credentials), credentials, options.certified(remote));
    SslConnection secured = new WatchedTls(wiring.buffers(), wiring.executor(), socket, tls);
    EndPoint inner = secured.getSslEndPoint();
    inner.setConnection(new ClientUpgrade(inner, this));
    return secured;
  }

  /** TCP could not be established with one address. */
  void failedToConnect(Throwable cause) {
    if (note(TransportFailures.unreachable(remote, cause))) {
      tryNext();
    }
  }

  /** False if nobody waits any more. */
  private synchronized boolean note(TransportException unreachable) {
    if (failure == null) {
      failure = unreachable;
    } else {
      failure.addSuppressed(unreachable);
    }
    return !over;
  }

  /** The server has accepted the handshake. Empty if nobody wants the connection any more. */
  Optional<MessageConnection> accepted(EndPoint upgraded) {
    if (!finish()) {
      return Optional.empty();
    }
    MessageConnection connection =
        new MessageConnection(wiring, upgraded, "", remote.path(), handler, stage);
    var unused = stage.whenComplete((opened, thrown) -> cancelled(connection));
    engine.release();
    return Optional.of(connection);
  }

  private void cancelled(MessageConnection connection) {
    if (stage.isCancelled()) {
      connection.abort(TransportFailures.cancelled(remote));
    }
  }

  /** The server wants HTTP authentication. False if there are no credentials to offer. */
  boolean retry(List<String> challenges) {
    if (authorization().isPresent()) {
      return false;
    }
    Optional<String> answer = wiring.options().authenticator().answer(remote, challenges);
    InetSocketAddress same;
    synchronized (this) {
      if (over || answer.isEmpty()) {
        return false;
      }
      authorization = answer;
      same = requireNonNull(address);
    }
    connect(same);
    return true;
  }

  /** Ends the attempt; the socket, too. The stage's callbacks run on a thread of the transport. */
  void fail(TransportException reason) {
    if (!finish()) {
      return;
    }
    wiring.executor().execute(() -> failNow(reason));
  }

  private void failNow(TransportException reason) {
    closeSocket();
    stage.completeExceptionally(reason);
    engine.release();
  }

  private void closeSocket() {
    SocketChannel socket;
    SocketEndPoint connected;
    synchronized (this) {
      socket = channel;
      connected = endPoint;
    }
    if (connected != null) {
      connected.closeNow();
    }
    Quietly.close(socket);
  }

  private boolean finish() {
    if (!end()) {
      return false;
    }
    wiring.members().remove(this);
    return true;
  }

  private synchronized boolean end() {
    boolean first = !over;
    over = true;
    if (timer != null) {
      timer.cancel();
    }
    return first;
  }
}
