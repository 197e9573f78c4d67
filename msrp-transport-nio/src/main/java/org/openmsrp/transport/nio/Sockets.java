// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.Channel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Socket set-up and tear-down. */
final class Sockets {

  private static final Logger LOG = LoggerFactory.getLogger(Sockets.class);

  private Sockets() {}

  /** A new socket, ready for a connect that does not block. */
  static SocketChannel open(SocketOptions options) throws IOException {
    SocketChannel channel = SocketChannel.open();
    try {
      if (options.receiveBufferSize().isPresent()) {
        int octets = options.receiveBufferSize().getAsInt();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, octets);
      }
      configure(channel, options);
      return channel;
    } catch (IOException e) {
      close(channel);
      throw e;
    }
  }

  static InetSocketAddress localAddress(ServerSocketChannel channel) {
    try {
      return (InetSocketAddress) channel.getLocalAddress();
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }

  /** What holds for accepted sockets, too. */
  static void configure(SocketChannel channel, SocketOptions options) throws IOException {
    channel.configureBlocking(false);
    channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    if (options.sendBufferSize().isPresent()) {
      int octets = options.sendBufferSize().getAsInt();
      channel.setOption(StandardSocketOptions.SO_SNDBUF, octets);
    }
  }

  /** Closes with a reset, which discards what neither side has read yet. */
  static void reset(SocketChannel channel) {
    try {
      channel.setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException e) {
      LOG.debug("no reset sent, the socket is gone already", e);
    }
    close(channel);
  }

  static void close(Channel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      LOG.debug("socket not closed in order", e);
    }
  }

  /** The address in the port's terms. */
  static Endpoint endpoint(String scheme, InetSocketAddress address) {
    return new Endpoint(scheme, address.getAddress().getHostAddress(), address.getPort(), "");
  }
}
