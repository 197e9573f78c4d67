// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.List;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Behavior;
import org.eclipse.jetty.websocket.core.ExtensionStack;
import org.eclipse.jetty.websocket.core.Negotiated;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.WebSocketConnection;
import org.eclipse.jetty.websocket.core.WebSocketConstants;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * The handshake of a client (RFC 6455 §4.1, RFC 7977 §4.1) on one socket of its own: no pool of
 * connections, no cookie store, no redirect comes between us and the server's answer. Its reads and
 * callbacks come one at a time, on threads of Jetty.
 */
final class ClientUpgrade extends AbstractConnection implements Connection.UpgradeFrom {

  /** Masks must not be foreseen (RFC 6455 §5.3), but one source of them is enough for all. */
  private static final SecureRandom RANDOM = new SecureRandom();

  private static final int BUFFER_OCTETS = 4096;

  /** Stops a server from sending a head without end. */
  private static final int MOST_HEAD_OCTETS = 16 * 1024;

  private final ConnectAttempt attempt;
  private final Handshake handshake;
  private final ResponseHead head = new ResponseHead();
  private final HttpParser parser = new HttpParser(head, MOST_HEAD_OCTETS);
  private final ByteBuffer buffer = BufferUtil.allocate(BUFFER_OCTETS);
  private boolean over;

  ClientUpgrade(EndPoint endPoint, ConnectAttempt attempt) {
    super(endPoint, attempt.wiring().executor());
    this.attempt = attempt;
    this.handshake = Handshake.of(attempt.remote(), RANDOM);
  }

  @Override
  public void onOpen() {
    super.onOpen();
    if (attempt.isOver()) {
      close();
      return;
    }
    try {
      ask(handshake.request(attempt.wiring().options().headers(), attempt.authorization()));
    } catch (RuntimeException e) {
      fail(new TransportException(Kind.ABORTED, "no headers for the handshake: " + e, e));
    }
  }

  private void ask(ByteBuffer request) {
    getEndPoint().write(Callback.from(this::fillInterested, this::broken), request);
  }

  @Override
  public void onFillable() {
    try {
      while (!over && read()) {
        parse();
      }
    } catch (IOException | RuntimeException e) {
      broken(e);
    }
  }

  /** False if there is nothing yet, or nothing any more. */
  private boolean read() throws IOException {
    int octets = getEndPoint().fill(buffer);
    if (octets == 0) {
      fillInterested();
    } else if (octets < 0) {
      ended();
    }
    return octets > 0;
  }

  private void parse() {
    parser.parseNext(buffer);
    String why = head.failure();
    if (why != null) {
      fail(new TransportException(Kind.PROTOCOL_VIOLATION, "no answer in HTTP: " + why));
    } else if (head.isComplete()) {
      judge();
    }
  }

  private void judge() {
    if (head.status() == 401 && retries()) {
      close();
      return;
    }
    String objection = handshake.objection(head);
    if (objection == null) {
      upgrade();
    } else {
      fail(Failures.refused(objection + " from " + attempt.remote()));
    }
  }

  private boolean retries() {
    try {
      return attempt.retry(head.values("WWW-Authenticate"));
    } catch (RuntimeException e) {
      fail(new TransportException(Kind.ABORTED, "no answer to the server's challenge: " + e, e));
      return true;
    }
  }

  private void upgrade() {
    MessageConnection accepted = attempt.accepted(getEndPoint()).orElse(null);
    if (accepted == null) {
      close();
      return;
    }
    over = true;
    whenClosed(accepted);
    try {
      getEndPoint().upgrade(webSocket(accepted));
    } catch (RuntimeException e) {
      accepted.failed(e);
    }
  }

  private void whenClosed(MessageConnection accepted) {
    requireNonNull(SocketEndPoint.below(getEndPoint())).whenClosed(accepted::socketClosed);
  }

  private WebSocketConnection webSocket(MessageConnection accepted) {
    Wiring wiring = attempt.wiring();
    WebSocketCoreSession session = session(accepted, wiring);
    wiring.configure(session);
    WebSocketConnection connection =
        new WebSocketConnection(
            getEndPoint(),
            wiring.executor(),
            wiring.scheduler(),
            wiring.buffers(),
            session,
            RANDOM);
    session.setWebSocketConnection(connection);
    return connection;
  }

  private WebSocketCoreSession session(MessageConnection accepted, Wiring wiring) {
    WebSocketComponents components =
        new WebSocketComponents(
            NoExtensions.REGISTRY, null, wiring.buffers(), null, null, wiring.executor());
    ExtensionStack none = new ExtensionStack(components, Behavior.CLIENT);
    none.negotiate(List.of(), List.of());
    return new WebSocketCoreSession(
        accepted.frames(), Behavior.CLIENT, negotiated(none), components);
  }

  private Negotiated negotiated(ExtensionStack none) {
    return new Negotiated(
        URI.create(attempt.remote().toString()),
        Handshake.PROTOCOL,
        attempt.remote().secure(),
        none,
        WebSocketConstants.SPEC_VERSION_STRING);
  }

  /** What the server has sent behind its answer are frames already. */
  @Override
  public ByteBuffer onUpgradeFrom() {
    return buffer.hasRemaining() ? buffer : BufferUtil.EMPTY_BUFFER;
  }

  private boolean inTlsHandshake() {
    return attempt.remote().secure() && !WatchedTls.standsOn(getEndPoint());
  }

  private void ended() {
    fail(
        WatchedTls.failureOf(getEndPoint())
            .map(this::failure)
            .orElseGet(
                () -> inTlsHandshake() ? TransportFailures.endInHandshake() : endedTooEarly()));
  }

  private TransportException endedTooEarly() {
    return new TransportException(
        Kind.RESET, attempt.remote() + " ended the connection before it answered");
  }

  private void broken(Throwable cause) {
    Throwable first = WatchedTls.failureOf(getEndPoint()).<Throwable>map(e -> e).orElse(cause);
    fail(failure(first));
  }

  private TransportException failure(Throwable cause) {
    return inTlsHandshake() ? TransportFailures.handshake(cause) : Failures.broken(cause);
  }

  @Override
  public void onFillInterestedFailed(Throwable cause) {
    broken(cause);
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    if (!over && cause != null) {
      broken(cause);
    } else if (!over) {
      ended();
    }
  }

  private void fail(TransportException reason) {
    over = true;
    attempt.fail(reason);
    close();
  }

  @Override
  public void close() {
    over = true;
    super.close();
  }
}
