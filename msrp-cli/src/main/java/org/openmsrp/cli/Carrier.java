// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What carries TCP and TLS. Its classes are loaded when it is used, since they take their time. */
enum Carrier {

  /** The JDK alone. */
  NIO,

  /** Netty, with epoll where there is native code. */
  NETTY;

  Transport transport() {
    return switch (this) {
      case NIO -> new NioTransport();
      case NETTY -> new NettyTransport();
    };
  }

  /** What carries this URI: WebSocket if it says so. */
  Transport transport(MsrpUri uri) {
    return uri.usesTransport(MsrpUri.WS) ? webSocket() : transport();
  }

  /** WebSocket; whoever names an msrp URI wants it without TLS. */
  static Transport webSocket() {
    return new WebSocketTransport(WebSocketOptions.builder().plainAllowed(true).build());
  }

  /** Reads a carrier. */
  static final class Converter implements ITypeConverter<Carrier> {
    @Override
    public Carrier convert(String text) {
      return switch (text) {
        case "nio" -> NIO;
        case "netty" -> NETTY;
        default -> throw new TypeConversionException("'" + text + "' is none of nio, netty");
      };
    }
  }
}
