// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.openmsrp.domain.port.transport.Endpoint;

/** Sockets in the terms of the toy transport. */
final class Toys {

  private Toys() {}

  static void close(Closeable what) {
    try {
      what.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  static Endpoint endpoint(SocketAddress address) {
    InetSocketAddress known = (InetSocketAddress) address;
    return new Endpoint(Endpoint.WS, known.getAddress().getHostAddress(), known.getPort(), "");
  }
}
