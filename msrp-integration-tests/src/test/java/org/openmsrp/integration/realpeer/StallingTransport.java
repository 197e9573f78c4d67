// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import java.nio.ByteBuffer;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.TransportException;

/** Another transport whose outbound connections read nothing once they are told so. */
final class StallingTransport implements Transport, TransportConnector {

  private final Transport real;
  private volatile boolean stalled;

  StallingTransport(Transport real) {
    this.real = real;
  }

  void stall() {
    stalled = true;
  }

  @Override
  public Set<String> schemes() {
    return real.schemes();
  }

  @Override
  public TransportConnector connector() {
    return this;
  }

  @Override
  public TransportAcceptor acceptor() {
    return real.acceptor();
  }

  @Override
  public CompletionStage<Connection> connect(
      Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
    return real.connector().connect(remote, options, new Handler(handler));
  }

  @Override
  public void close() {
    real.close();
  }

  private final class Handler implements ConnectionHandler {
    private final ConnectionHandler user;

    Handler(ConnectionHandler user) {
      this.user = user;
    }

    @Override
    public void onOpen(Connection connection) {
      user.onOpen(new Stalling(connection));
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      user.onBytes(bytes, endOfFrame);
    }

    @Override
    public void onWritten() {
      user.onWritten();
    }

    @Override
    public void onWake() {
      user.onWake();
    }

    @Override
    public void onClosed(CloseReason reason) {
      user.onClosed(reason);
    }
  }

  private final class Stalling implements Connection {
    private final Connection real;

    Stalling(Connection real) {
      this.real = real;
    }

    @Override
    public ConnectionInfo info() {
      return real.info();
    }

    @Override
    public void demand() {
      if (!stalled) {
        real.demand();
      }
    }

    @Override
    public void write(boolean endOfFrame, ByteBuffer... parts) {
      real.write(endOfFrame, parts);
    }

    @Override
    public void wake() {
      real.wake();
    }

    @Override
    public void close() {
      real.close();
    }

    @Override
    public void abort(TransportException reason) {
      real.abort(reason);
    }
  }
}
