// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.Configuration;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.WebSocketComponents;
import org.eclipse.jetty.websocket.core.server.Handshaker;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeRequest;
import org.eclipse.jetty.websocket.core.server.ServerUpgradeResponse;
import org.eclipse.jetty.websocket.core.server.WebSocketNegotiator;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.AcceptedHandler;
import org.openmsrp.domain.port.transport.spi.RejectionStage;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handshake of a server (RFC 6455 §4.2, RFC 7977 §4.1 and §7): path, sub-protocol, origin, and
 * whatever the user's authorizer looks at.
 */
final class Upgrader implements WebSocketNegotiator {

  private static final Logger LOG = LoggerFactory.getLogger(Upgrader.class);

  private final Handshaker handshaker = Handshaker.newInstance();
  private final Wiring wiring;
  private final ConnectionHandlerFactory handlers;
  private final String path;
  private final WebSocketComponents components;

  /** An empty path stands for every path. */
  Upgrader(Wiring wiring, ConnectionHandlerFactory handlers, String path) {
    this.wiring = wiring;
    this.handlers = handlers;
    this.path = path;
    this.components =
        new WebSocketComponents(
            NoExtensions.REGISTRY, null, wiring.buffers(), null, null, wiring.executor());
  }

  /** Why a request does not become a connection, and what is answered. */
  private record Refusal(int status, List<HeaderField> headers, String why) {
    Refusal(int status, String why) {
      this(status, List.of(), why);
    }
  }

  private static final Refusal NO_HANDSHAKE =
      new Refusal(
          HttpStatus.UPGRADE_REQUIRED_426,
          List.of(
              new HeaderField("Upgrade", "websocket"),
              new HeaderField("Sec-WebSocket-Version", "13")),
          "no WebSocket handshake (RFC 6455 §4.2.1)");

  /** Answers a request in any case. */
  void handle(Request request, Response response, Callback callback) {
    try {
      Refusal refusal = objection(request);
      if (refusal != null) {
        refuse(request, response, callback, refusal);
      } else if (!handshaker.upgradeRequest(this, request, response, callback, components, null)) {
        refuse(request, response, callback, NO_HANDSHAKE);
      }
    } catch (RuntimeException e) {
      reject(request, Failures.refused("bad handshake: " + e.getMessage()));
      Response.writeError(request, response, callback, e);
    }
  }

  private @Nullable Refusal objection(Request request) {
    if (!path.isEmpty() && !path.equals(request.getHttpURI().getPath())) {
      return new Refusal(HttpStatus.NOT_FOUND_404, "another path");
    }
    return isProtected(request) || wiring.options().plainAllowed()
        ? null
        : new Refusal(HttpStatus.FORBIDDEN_403, "wss is needed (RFC 7977 §5.1)");
  }

  private static boolean isProtected(Request request) {
    return endPoint(request).getSslSessionData() != null || request.isSecure();
  }

  private static EndPoint endPoint(Request request) {
    return request.getConnectionMetaData().getConnection().getEndPoint();
  }

  @Override
  public void customize(Configuration session) {
    wiring.configure(session);
  }

  @Override
  public @Nullable FrameHandler negotiate(
      ServerUpgradeRequest request, ServerUpgradeResponse response, Callback callback) {
    Refusal refusal = protocolObjection(request);
    if (refusal != null) {
      return refuse(request, response, callback, refusal);
    }
    HandshakeDecision decision = decide(request);
    if (decision instanceof HandshakeDecision.Refuse no) {
      Refusal unauthorized = new Refusal(no.status(), no.headers(), "not authorized");
      return refuse(request, response, callback, unauthorized);
    }
    welcome(request, response, (HandshakeDecision.Accept) decision);
    return accept(request);
  }

  private @Nullable Refusal protocolObjection(ServerUpgradeRequest request) {
    if (!request.getSubProtocols().contains(Handshake.PROTOCOL)) {
      return new Refusal(
          HttpStatus.BAD_REQUEST_400, "the sub-protocol msrp is not offered (RFC 7977 §4.1)");
    }
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    return origin == null || wiring.options().origins().allows(origin, host(request))
        ? null
        : new Refusal(
            HttpStatus.FORBIDDEN_403,
            "pages of " + printable(origin) + " may not connect (RFC 6455 §10.2)");
  }

  private static void welcome(
      Request request, ServerUpgradeResponse response, HandshakeDecision.Accept decision) {
    add(response, decision.headers());
    String origin = request.getHeaders().get(HttpHeader.ORIGIN);
    if (origin != null) {
      response.getHeaders().put(HttpHeader.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
    }
    response.setAcceptedSubProtocol(Handshake.PROTOCOL);
  }

  private static String host(Request request) {
    String host = request.getHeaders().get(HttpHeader.HOST);
    return host == null ? "" : host;
  }

  /** What comes from the network does not end a line of the log. */
  private static String printable(String text) {
    return text.replaceAll("[^ -~]", "?");
  }

  private HandshakeDecision decide(Request request) {
    HandshakeRequest facts = facts(request);
    try {
      return requireNonNull(wiring.options().authorizer().authorize(facts), "authorize()");
    } catch (RuntimeException e) {
      LOG.error("the authorizer failed for {}", facts.remote(), e);
      return HandshakeDecision.refuse(HttpStatus.INTERNAL_SERVER_ERROR_500);
    }
  }

  private static HandshakeRequest facts(Request request) {
    EndPoint.SslSessionData tls = endPoint(request).getSslSessionData();
    return new HandshakeRequest(
        remote(request),
        request.getHttpURI().getPathQuery(),
        request.getHeaders().stream().flatMap(Upgrader::field).toList(),
        Optional.ofNullable(tls).map(data -> TlsEngines.facts(data.sslSession())));
  }

  /** A field with other octets than ASCII is none that anybody could decide by. */
  private static Stream<HeaderField> field(HttpField field) {
    try {
      String value = field.getValue();
      return Stream.of(new HeaderField(field.getName(), value == null ? "" : value));
    } catch (IllegalArgumentException notAscii) {
      return Stream.empty();
    }
  }

  private FrameHandler accept(Request request) {
    EndPoint endPoint = endPoint(request);
    RejectionStage stage = new RejectionStage(handlers, () -> remote(request));
    String target = request.getHttpURI().getPath();
    AcceptedHandler handler = new AcceptedHandler(handlers, Upgrader::noHandler);
    MessageConnection connection =
        new MessageConnection(wiring, endPoint, target, "", handler, stage);
    Arrival arrival = SocketEndPoint.arrival(endPoint);
    if (arrival == null) {
      endPoint.getConnection().addEventListener(new UpgradeOver(connection));
    } else if (!arrival.upgrade(connection)) {
      connection.socketClosed();
    }
    return connection.frames();
  }

  /** Watches a handshake on a socket of somebody else's. */
  private record UpgradeOver(MessageConnection connection) implements Connection.Listener {
    @Override
    public void onClosed(Connection closed) {
      connection.upgradeOver();
    }
  }

  private @Nullable FrameHandler refuse(
      Request request, Response response, Callback callback, Refusal refusal) {
    int status = refusal.status();
    reject(request, Failures.refused(refusal.why() + ": " + status + " to " + remote(request)));
    response.setStatus(status);
    add(response, refusal.headers());
    if (status != HttpStatus.UNAUTHORIZED_401) {
      response.getHeaders().put(HttpHeader.CONNECTION, "close");
    }
    response.write(true, null, callback);
    return null;
  }

  private static void add(Response response, List<HeaderField> headers) {
    headers.forEach(field -> response.getHeaders().add(field.name(), field.value()));
  }

  private void reject(Request request, TransportException cause) {
    Arrival arrival = SocketEndPoint.arrival(endPoint(request));
    if (arrival == null) {
      handlers.onRejected(remote(request), cause);
    } else {
      arrival.failed(cause);
    }
  }

  private static Endpoint remote(Request request) {
    EndPoint endPoint = endPoint(request);
    String scheme = endPoint.getSslSessionData() == null ? Endpoint.WS : Endpoint.WSS;
    return Addresses.endpoint(scheme, endPoint.getRemoteSocketAddress(), "")
        .orElseGet(() -> new Endpoint(scheme, "0.0.0.0", 0, ""));
  }

  private static void noHandler(Endpoint remote, Throwable why) {
    LOG.warn("no handler for a connection from {}", remote, why);
  }
}
