// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.util.List;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;

/**
 * Makes connectors through relays for one stack. One client for each stack is best: its connectors
 * share connections to relays, remember challenges, and never ask one relay two things at once.
 * Safe for use by many threads. It holds nothing that must be closed.
 */
public final class RelayClient {

  private final RelayContext context;

  RelayClient(RelayContext context) {
    this.context = context;
  }

  /**
   * Builds a client.
   *
   * @param stack makes the connections; its TLS credentials check the relays' certificates
   * @return a builder
   */
  public static RelayClientBuilder builder(MsrpStack stack) {
    return new RelayClientBuilder(stack);
  }

  /**
   * A connector through one relay.
   *
   * @param relay relay and account
   * @param mode who binds
   * @return a connector for one session
   */
  public RelayConnector connector(RelaySettings relay, RelayMode mode) {
    return connector(List.of(RelayChain.of(relay)), mode, SessionOptions.DEFAULT);
  }

  /**
   * A connector through the first of several relays, or chains of them, that grants a path.
   *
   * @param chains what to try, in this order; at least one, all secure or all not, and over one
   *     transport
   * @param mode who binds
   * @param options what the session does differently; scheme and transport follow from the relays
   * @return a connector for one session
   * @throws IllegalArgumentException if there is no chain, or they differ in scheme or transport
   */
  public RelayConnector connector(List<RelayChain> chains, RelayMode mode, SessionOptions options) {
    if (chains.isEmpty()) {
      throw new IllegalArgumentException("no relay is named");
    }
    RelaySettings first = chains.get(0).nearest();
    for (RelayChain chain : chains) {
      RelaySettings nearest = chain.nearest();
      if (nearest.plaintext() != first.plaintext()
          || !nearest.transport().equalsIgnoreCase(first.transport())) {
        throw new IllegalArgumentException("relays of one list differ in scheme or transport");
      }
    }
    return new RelayConnector(context, chains, mode, options);
  }
}
