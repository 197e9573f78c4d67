// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * The entry: holds transports, timers and pools, and makes connectors, acceptors and servers. Safe
 * for use by many threads; one per process is usual.
 */
public final class MsrpStack implements AutoCloseable {

  private final StackServices services;
  private final List<Transport> transports;
  private final List<Runnable> owned;

  MsrpStack(StackServices services, List<Transport> transports, List<Runnable> owned) {
    this.services = services;
    this.transports = transports;
    this.owned = owned;
  }

  /**
   * Builds a stack.
   *
   * @return a builder; it needs at least one transport
   */
  public static MsrpStackBuilder builder() {
    return new MsrpStackBuilder();
  }

  /**
   * A connector over plain TCP.
   *
   * @return a connector for one session
   */
  public DirectConnector connector() {
    return connector(SessionOptions.DEFAULT);
  }

  /**
   * A connector.
   *
   * @param options what its session does differently
   * @return a connector for one session
   */
  public DirectConnector connector(SessionOptions options) {
    return new DirectConnector(services, options);
  }

  /**
   * An acceptor over plain TCP.
   *
   * @return an acceptor for one session
   */
  public DirectAcceptor acceptor() {
    return acceptor(SessionOptions.DEFAULT);
  }

  /**
   * An acceptor.
   *
   * @param options what its session does differently
   * @return an acceptor for one session
   */
  public DirectAcceptor acceptor(SessionOptions options) {
    return new DirectAcceptor(services, options);
  }

  /**
   * Connects to a next hop, such as a relay, for requests that concern no session and for sessions
   * that are bound by hand. Connectors do all of this by themselves.
   *
   * @param hop the hop's URI: scheme, host, port and transport count
   * @param options whether the connection may be one that is there already
   * @return completes with the connection; fails with {@link MsrpSessionException}, a timeout with
   *     {@link MsrpTimeoutException}. Cancelling it gives the attempt up
   * @throws MsrpSessionException if no transport of the stack serves the URI
   */
  public CompletionStage<HopConnection> connect(MsrpUri hop, SessionOptions options) {
    return new HopAttempt(services)
        .start(StackServices.endpoint(hop), Optional.empty(), options.sharing());
  }

  /**
   * As {@link #connect(MsrpUri, SessionOptions)}, to a hop that must prove to be somebody else than
   * its host's name says: the domain whose SRV record named the host (RFC 4976 §9.2).
   *
   * @param hop the hop's URI: scheme, host, port and transport count
   * @param serverName whom TLS asks for and whose certificate it demands
   * @param options whether the connection may be one that is there already
   * @return as {@link #connect(MsrpUri, SessionOptions)}
   * @throws MsrpSessionException if no transport of the stack serves the URI
   */
  public CompletionStage<HopConnection> connect(
      MsrpUri hop, String serverName, SessionOptions options) {
    boolean same = serverName.equalsIgnoreCase(hop.host().text());
    return new HopAttempt(services)
        .start(
            StackServices.endpoint(hop),
            same ? Optional.empty() : Optional.of(serverName),
            options.sharing());
  }

  /**
   * The timers of this stack, for what is built on it.
   *
   * @return the timers
   */
  public Timers timers() {
    return services.context().timers();
  }

  /**
   * Where events of this stack go, for what is built on it.
   *
   * @return the logger
   */
  public MsrpLogger logger() {
    return services.context().logger();
  }

  /**
   * A URI of this host for a new session, as connectors make them.
   *
   * @param options scheme and transport
   * @return a URI with the advertised host, the registered port and a new session id
   */
  public MsrpUri newUri(SessionOptions options) {
    return services.newUri(options);
  }

  /**
   * Listens for many sessions.
   *
   * @param local scheme, host, port (0 takes a free one) and transport to listen on; a session id
   *     is ignored
   * @return completes when it listens; fails with {@link MsrpSessionException}
   */
  public CompletionStage<MsrpServer> server(MsrpUri local) {
    return new MsrpServer(services, local, Optional.empty()).start();
  }

  /**
   * As {@link #server(MsrpUri)}, for WebSocket clients that come without a relay: their AUTHs are
   * answered, and they get a URI of this server for their path (RFC 7977 §5.3.1). Such a client is
   * the active side; its path, the granted URI first, is what {@link Expectation#complete} wants.
   *
   * @param local as for {@link #server(MsrpUri)}
   * @param responder decides who gets a URI
   * @return as {@link #server(MsrpUri)}
   */
  public CompletionStage<MsrpServer> server(MsrpUri local, AuthResponder responder) {
    return new MsrpServer(services, local, Optional.of(responder)).start();
  }

  /**
   * Closes the transports, aborts what is left on them, and frees every thread. Close sessions
   * first to lose nothing. Idempotent.
   */
  @Override
  public void close() {
    transports.forEach(Transport::close);
    owned.forEach(Runnable::run);
  }
}
