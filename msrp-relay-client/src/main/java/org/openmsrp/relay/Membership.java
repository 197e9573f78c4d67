// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import org.openmsrp.session.HopConnection;

/**
 * A grant, and the connection on which it is valid.
 *
 * @param chain the relays that granted
 * @param hop the connection to the nearest of them
 * @param grant what they granted
 */
record Membership(RelayChain chain, HopConnection hop, RelayGrant grant) {}
