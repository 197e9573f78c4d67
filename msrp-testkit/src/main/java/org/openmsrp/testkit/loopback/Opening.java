// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.TransportException;

/** The side of opening in which the two ends of a connection differ. */
interface Opening {

  ConnectionHandler handler();

  /** Whether the connection may still open. If so, the attempt can't time out any more. */
  default boolean begin() {
    return true;
  }

  /**
   * Called after {@code onOpen}.
   *
   * @param failure set if {@code onOpen} threw
   * @return false if nobody wants the connection any more
   */
  default boolean complete(Connection connection, @Nullable TransportException failure) {
    return true;
  }
}
