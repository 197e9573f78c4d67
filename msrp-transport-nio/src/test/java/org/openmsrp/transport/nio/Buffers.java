// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Counts what the transports of the tests have lent. */
final class Buffers {

  private static final Queue<NioTransport> TRANSPORTS = new ConcurrentLinkedQueue<>();

  private Buffers() {}

  /** A transport that is asked about its buffers after the test, when it must be closed. */
  static NioTransport counted(NioTransport transport) {
    TRANSPORTS.add(transport);
    return transport;
  }

  static long inUse() {
    long lent = TRANSPORTS.stream().mapToLong(NioTransport::lentBuffers).sum();
    if (lent == 0) {
      TRANSPORTS.clear();
    }
    return lent;
  }
}
