// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

/** A TLS listener of one side, and a connector of another. */
final class Listening implements AutoCloseable {

  private final Transport server;
  private final Transport client;
  private final Binding binding;
  final CompletableFuture<TransportException> rejected = new CompletableFuture<>();

  Listening(Side clientSide, Side serverSide, TlsCredentials credentials) {
    server = serverSide.open();
    client = clientSide.open();
    binding =
        Pair.get(
            server
                .acceptor()
                .bind(
                    serverSide.secure(0),
                    BindOptions.DEFAULT.withTls(credentials),
                    new ConnectionHandlerFactory() {
                      @Override
                      public ConnectionHandler newHandler() {
                        return new Watcher();
                      }

                      @Override
                      public void onRejected(Endpoint remote, TransportException cause) {
                        rejected.complete(cause);
                      }
                    }));
  }

  /** Reads on, so that it learns of the end. */
  static final class Watcher implements ConnectionHandler {
    final CompletableFuture<CloseReason> closed = new CompletableFuture<>();
    private Connection connection;

    @Override
    public void onOpen(Connection opened) {
      connection = opened;
      opened.demand();
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      connection.demand();
    }

    @Override
    public void onWritten() {}

    @Override
    public void onWake() {}

    @Override
    public void onClosed(CloseReason reason) {
      closed.complete(reason);
    }
  }

  Endpoint endpoint() {
    return binding.localEndpoint();
  }

  /** Why a client with these credentials got no connection, or lost it at once. */
  CompletableFuture<TransportException> refused(TlsCredentials credentials) {
    return refused(endpoint(), credentials);
  }

  CompletableFuture<TransportException> refused(Endpoint to, TlsCredentials credentials) {
    Watcher watcher = new Watcher();
    CompletableFuture<TransportException> why = new CompletableFuture<>();
    var unused =
        client
            .connector()
            .connect(to, ConnectOptions.DEFAULT.withTls(credentials), watcher)
            .whenComplete(
                (connection, thrown) -> {
                  if (thrown instanceof TransportException failure) {
                    why.complete(failure);
                  }
                });
    var unusedToo =
        watcher.closed.thenAccept(
            reason -> {
              if (reason instanceof CloseReason.Failed failed) {
                why.complete(failed.cause());
              }
            });
    return why;
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
