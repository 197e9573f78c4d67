// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;

/** What runs where Jetty's server is not: connects, and tries to listen. */
public final class ClientAlone implements IntFunction<String> {

  /** Gives what it saw, in words of the JDK only, since it is loaded by another loader. */
  @Override
  public String apply(int port) {
    WebSocketOptions options = WebSocketOptions.builder().plainAllowed(true).build();
    try (WebSocketTransport transport = new WebSocketTransport(options)) {
      Endpoint remote = new Endpoint(Endpoint.WS, "127.0.0.1", port, "");
      join(transport.connector().connect(remote, ConnectOptions.DEFAULT, new Closing()));
      return join(
          transport
              .acceptor()
              .bind(remote.withPort(0), BindOptions.DEFAULT, Closing::new)
              .handle((bound, failure) -> "connected; " + failure.getMessage()));
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static final class Closing implements ConnectionHandler {
    @Override
    public void onOpen(Connection connection) {
      connection.close();
    }

    @Override
    public void onBytes(java.nio.ByteBuffer bytes, boolean endOfFrame) {}

    @Override
    public void onWritten() {}

    @Override
    public void onWake() {}

    @Override
    public void onClosed(CloseReason reason) {}
  }
}
