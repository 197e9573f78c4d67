// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import javax.net.ssl.SSLContext;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** TLS of accepted sockets, with engines made from the port's credentials. */
final class TlsConnectionFactory extends AbstractConnectionFactory {

  private final SSLContext context;
  private final TlsCredentials credentials;

  TlsConnectionFactory(SSLContext context, TlsCredentials credentials) {
    super("SSL");
    this.context = context;
    this.credentials = credentials;
  }

  @Override
  public Connection newConnection(Connector connector, EndPoint endPoint) {
    SslConnection secured =
        new SslConnection(
            connector.getByteBufferPool(),
            connector.getExecutor(),
            null,
            endPoint,
            TlsEngines.server(context, credentials),
            true,
            false);
    secured.addHandshakeListener(new Refused(endPoint));
    EndPoint inner = secured.getSslEndPoint();
    ConnectionFactory http = connector.getConnectionFactory(HttpVersion.HTTP_1_1.asString());
    inner.setConnection(http.newConnection(connector, inner));
    return configure(secured, connector, endPoint);
  }

  /** Tells who waits for the handshake why it failed. */
  private record Refused(EndPoint endPoint) implements SslHandshakeListener {
    @Override
    public void handshakeFailed(Event event, Throwable failure) {
      Arrival arrival = SocketEndPoint.arrival(endPoint);
      if (arrival != null) {
        arrival.failed(TransportFailures.handshake(failure));
      }
    }
  }
}
