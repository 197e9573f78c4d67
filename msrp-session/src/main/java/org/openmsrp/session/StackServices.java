// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;

/** What connectors and acceptors need of their stack. Safe for use by many threads. */
final class StackServices {

  private final EngineContext context;
  private final List<Transport> transports;
  private final Optional<TlsCredentials> credentials;
  private final SocketOptions socket;
  private final Optional<String> advertisedHost;
  private final Optional<String> bindHost;
  private final OutboundConnections connections = new OutboundConnections(this);

  StackServices(
      EngineContext context,
      List<Transport> transports,
      Optional<TlsCredentials> credentials,
      SocketOptions socket,
      Optional<String> advertisedHost,
      Optional<String> bindHost) {
    this.context = context;
    this.transports = transports;
    this.credentials = credentials;
    this.socket = socket;
    this.advertisedHost = advertisedHost;
    this.bindHost = bindHost;
  }

  /** What this stack has connected to. */
  OutboundConnections connections() {
    return connections;
  }

  /** Who a session's peer has to be, if this was promised. */
  PromisedPeer promised(Optional<FingerprintSet> fingerprints) {
    boolean needed = credentials.filter(TlsCredentials::fingerprintNeeded).isPresent();
    return new PromisedPeer(fingerprints, needed);
  }

  EngineContext context() {
    return context;
  }

  SessionSettings settings(SessionOptions options, MsrpPath remote) {
    ChunkPolicy byPath = remote.size() > 1 ? ChunkPolicy.RELAY : ChunkPolicy.DIRECT;
    return new SessionSettings(
        options.matching(),
        options.chunkPolicy().orElse(byPath),
        options.logger().map(GuardedLogger::of).orElse(context.logger()));
  }

  /** A URI of this host for a session that has none yet. */
  MsrpUri newUri(SessionOptions options) {
    String host = advertisedHost.orElseGet(LocalAddress::outward);
    MsrpScheme scheme = options.secure() ? MsrpScheme.MSRPS : MsrpScheme.MSRP;
    return MsrpUri.builder(scheme, host)
        .port(MsrpUri.REGISTERED_PORT)
        .transport(options.transport())
        .sessionId(context.identifiers().sessionId())
        .build();
  }

  MsrpUri withSessionId(MsrpUri uri) {
    return uri.sessionId().isPresent()
        ? uri
        : uri.toBuilder().sessionId(context.identifiers().sessionId()).build();
  }

  CompletionStage<Connection> connect(
      Endpoint endpoint, Optional<String> serverName, ConnectionEngine engine) {
    ConnectOptions options =
        new ConnectOptions(
            context.timeouts().connect(),
            context.timeouts().close(),
            credentials,
            socket,
            serverName);
    return transport(endpoint).connector().connect(endpoint, options, engine);
  }

  CompletionStage<TransportAcceptor.Binding> bind(
      Endpoint endpoint, ConnectionHandlerFactory handlers) {
    Duration close = context.timeouts().close();
    BindOptions options =
        new BindOptions(
            context.timeouts().connect(),
            close,
            credentials,
            socket,
            BindOptions.DEFAULT.backlog());
    Endpoint here =
        new Endpoint(
            endpoint.scheme(), bindHost.orElse(endpoint.host()), endpoint.port(), endpoint.path());
    return transport(endpoint).acceptor().bind(here, options, handlers);
  }

  /** Where a URI is reached (RFC 4975 §6.2): address and port as listed. */
  static Endpoint endpoint(MsrpUri uri) {
    boolean webSocket = uri.usesTransport(MsrpUri.WS);
    if (!webSocket && !uri.usesTransport(MsrpUri.TCP)) {
      throw noTransport(uri.transport());
    }
    String scheme =
        uri.scheme().secure()
            ? (webSocket ? Endpoint.WSS : Endpoint.TLS)
            : (webSocket ? Endpoint.WS : Endpoint.TCP);
    int port = uri.port().orElse(MsrpUri.REGISTERED_PORT);
    return new Endpoint(scheme, uri.host().text(), port, webSocket ? "/" : "");
  }

  void fail(CompletableFuture<?> result, MsrpSessionException cause) {
    context.callbacks().execute(() -> result.completeExceptionally(cause));
  }

  static MsrpSessionException connectFailure(
      EngineContext context, Endpoint endpoint, Throwable failure) {
    if (failure instanceof MsrpSessionException typed) {
      return typed;
    }
    if (failure instanceof TransportException transport
        && transport.kind() == TransportException.Kind.TIMEOUT) {
      return new MsrpTimeoutException(
          MsrpTimeoutException.Phase.CONNECT, context.timeouts().connect());
    }
    return new MsrpSessionException(
        MsrpSessionException.Kind.CONNECTION_FAILED,
        "no connection to " + endpoint + ": " + failure.getMessage(),
        failure);
  }

  static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private Transport transport(Endpoint endpoint) {
    for (Transport transport : transports) {
      if (transport.schemes().contains(endpoint.scheme())) {
        return transport;
      }
    }
    throw noTransport(endpoint.scheme());
  }

  private static MsrpSessionException noTransport(String name) {
    return new MsrpSessionException(
        MsrpSessionException.Kind.NO_TRANSPORT, "no transport of this stack serves " + name);
  }
}
