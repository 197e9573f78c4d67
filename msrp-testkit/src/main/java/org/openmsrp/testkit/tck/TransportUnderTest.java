// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;

/** What the writer of a transport supplies to have it tested. */
public interface TransportUnderTest {

  /**
   * Makes a transport. Every test makes two, one that connects and one that accepts, and closes
   * both.
   *
   * @return a new transport that can reach the others that this method has made
   */
  Transport newTransport();

  /**
   * Where to listen. The port should be 0, so that tests may run side by side.
   *
   * @return a loopback endpoint, for example {@code tcp://127.0.0.1:0}
   */
  Endpoint listenEndpoint();

  /**
   * What is special about this transport.
   *
   * @return the defaults, unless overridden
   */
  default TckOptions options() {
    return TckOptions.DEFAULT;
  }
}
