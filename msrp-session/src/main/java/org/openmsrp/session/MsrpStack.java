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
