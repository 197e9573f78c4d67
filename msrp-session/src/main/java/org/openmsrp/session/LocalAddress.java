// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Finds the address that peers are likely to reach this host under. */
final class LocalAddress {

  /** An address of a documentation network (RFC 5737): routed like any other, never contacted. */
  private static final String ELSEWHERE = "192.0.2.1";

  private LocalAddress() {}

  /** The address of the interface that leads out; the loopback address if none does. */
  static String outward() {
    try (DatagramSocket socket = new DatagramSocket()) {
      // Connecting a datagram socket sends nothing: it only asks the routing table.
      socket.connect(new InetSocketAddress(ELSEWHERE, 9));
      InetAddress address = socket.getLocalAddress();
      return address.isAnyLocalAddress() ? loopback() : address.getHostAddress();
    } catch (IOException | RuntimeException e) {
      return loopback();
    }
  }

  private static String loopback() {
    return InetAddress.getLoopbackAddress().getHostAddress();
  }
}
