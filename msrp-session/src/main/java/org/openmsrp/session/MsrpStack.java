// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.List;
import java.util.concurrent.CompletionStage;
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
    return new HopAttempt(services).start(StackServices.endpoint(hop), options.sharing());
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
    return new MsrpServer(services, local).start();
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
