// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.util.Objects.requireNonNull;

/**
 * One end of a connection.
 *
 * @param address its numeric address, IPv6 without brackets
 * @param port its port, 0 to 65535
 */
public record Party(String address, int port) {

  /**
   * Checks that there is an address.
   *
   * @param address its numeric address
   * @param port its port
   */
  public Party {
    requireNonNull(address, "address");
  }

  /**
   * The party as people write it.
   *
   * @return for example {@code [2001:db8::1]:2855}
   */
  @Override
  public String toString() {
    return (address.indexOf(':') >= 0 ? "[" + address + "]" : address) + ":" + port;
  }
}
