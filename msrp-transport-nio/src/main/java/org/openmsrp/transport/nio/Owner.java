// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/**
 * Whom attempts and connections belong to: a connector or an acceptor. Once it gives up, everything
 * of it goes, and what arrives on a loop later goes at once. Safe for any thread.
 */
final class Owner {

  private final String name;
  private final LoopGroup group;
  private volatile boolean givenUp;

  Owner(String name, LoopGroup group) {
    this.name = name;
    this.group = group;
  }

  boolean hasGivenUp() {
    return givenUp;
  }

  TransportException reason() {
    return TransportFailures.closed(name);
  }

  /** Aborts everything that belongs to this owner. */
  void giveUp() {
    givenUp = true;
    for (NioLoop loop : group.loops()) {
      loop.execute(() -> loop.giveUp(this));
    }
  }
}
