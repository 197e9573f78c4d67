// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslHandler;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.spi.AcceptedHandler;
import org.openmsrp.domain.port.transport.spi.RejectionStage;
import org.openmsrp.domain.port.transport.spi.TransportFailures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes a connection of each channel that a binding accepts. */
@Sharable
final class Welcome extends ChannelInitializer<SocketChannel> {

  private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

  private final Wiring wiring;
  private final BindOptions options;
  private final ConnectionHandlerFactory handlers;
  private final TlsContexts contexts;

  Welcome(
      Wiring wiring, BindOptions options, ConnectionHandlerFactory handlers, TlsContexts contexts) {
    this.wiring = wiring;
    this.options = options;
    this.handlers = handlers;
    this.contexts = contexts;
  }

  @Override
  protected void initChannel(SocketChannel channel) {
    InetSocketAddress remote = channel.remoteAddress();
    RejectionStage stage = new RejectionStage(handlers, () -> endpoint(remote));
    wiring.loops().acquire();
    new NettyConnection(
            wiring, channel, tls(channel), new AcceptedHandler(handlers, Welcome::noHandler), stage)
        .begin(options.openTimeout());
  }

  private @Nullable SslHandler tls(SocketChannel channel) {
    return wiring.scheme().equals(Endpoint.TLS)
        ? contexts.server(
            options.tls().orElseThrow(() -> TransportFailures.noCredentials(Endpoint.TLS)),
            channel.alloc())
        : null;
  }

  /** A peer that reset at once is known to have been there, but not from where it came. */
  private Endpoint endpoint(@Nullable InetSocketAddress remote) {
    return remote == null
        ? new Endpoint(wiring.scheme(), "0.0.0.0", 0, "")
        : Addresses.endpoint(wiring.scheme(), remote).orElseThrow();
  }

  private static void noHandler(Endpoint remote, Throwable why) {
    LOG.warn("no handler for a connection from {}", remote, why);
  }
}
