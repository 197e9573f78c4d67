// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import org.openmsrp.domain.port.transport.TransportException;

/** What a selection key stands for. All methods are called on the loop's thread. */
interface Selectable {

  /**
   * The channel is ready. Only notes that: signals and stages come from tasks of the loop.
   *
   * @param ops the ready set of its key
   */
  void ready(int ops);

  /**
   * The connector or acceptor that it belongs to.
   *
   * @return the owner
   */
  Owner owner();

  /**
   * Ends it at once.
   *
   * @param reason why
   */
  void giveUp(TransportException reason);
}
