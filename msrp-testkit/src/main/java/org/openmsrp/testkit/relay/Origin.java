// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import org.openmsrp.domain.message.RequestHead;

/**
 * Where a request came from.
 *
 * @param peer the connection
 * @param head the head as it came, or of the part of it that was forwarded
 */
record Origin(RelayPeer peer, RequestHead head) {}
