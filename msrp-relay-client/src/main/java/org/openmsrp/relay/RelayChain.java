// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.util.List;

/**
 * Relays that a session goes through one after the other (RFC 4976 §5.1).
 *
 * @param relays the nearest to this side first; each is asked through those before it
 */
public record RelayChain(List<RelaySettings> relays) {

  /** More make every request carry longer paths than most peers take. */
  private static final int MAX = 8;

  /**
   * Checks the number of relays.
   *
   * @param relays one to eight
   * @throws IllegalArgumentException if there are none, or too many
   */
  public RelayChain {
    relays = List.copyOf(relays);
    if (relays.isEmpty() || relays.size() > MAX) {
      throw new IllegalArgumentException("a chain has 1 to " + MAX + " relays");
    }
  }

  /**
   * A chain of these relays.
   *
   * @param relays the nearest to this side first
   * @return the chain
   */
  public static RelayChain of(RelaySettings... relays) {
    return new RelayChain(List.of(relays));
  }

  RelaySettings nearest() {
    return relays.get(0);
  }
}
