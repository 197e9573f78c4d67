// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import org.openmsrp.domain.uri.MsrpUri;

/**
 * A URI that was given to a client (RFC 4976 §6.3).
 *
 * @param uri the URI
 * @param owner the connection over which it was asked for; it is valid there only
 * @param back the next hop on the way back to the client
 * @param deadline when it ends
 */
record Grant(MsrpUri uri, RelayPeer owner, MsrpUri back, long deadline) {}
