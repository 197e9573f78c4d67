// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.requireEqual;

import java.util.List;
import java.util.Random;
import org.openmsrp.transport.websocket.HandshakeDoor;

/** What a server may answer to a client that wants a WebSocket: one verdict, however it is cut. */
final class HandshakeTarget {

  private HandshakeTarget() {}

  static void run(byte[] octets) {
    Random random = Chance.of(octets);
    String whole = HandshakeDoor.verdict(List.of(octets));
    String cut = HandshakeDoor.verdict(Chance.pieces(octets, random));
    requireEqual(cut, whole, "cuts change nothing");
  }
}
