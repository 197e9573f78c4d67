// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioTransport;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What carries TCP and TLS. Its classes are loaded when it is used, since they take their time. */
enum Carrier {

  /** The JDK alone. */
  NIO(() -> new NioTransport()),

  /** Netty, with epoll where there is native code. */
  NETTY(() -> new NettyTransport());

  private final Supplier<Transport> maker;

  Carrier(Supplier<Transport> maker) {
    this.maker = maker;
  }

  Transport transport() {
    return maker.get();
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
