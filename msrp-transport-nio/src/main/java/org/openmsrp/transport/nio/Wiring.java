// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.time.Duration;
import org.openmsrp.domain.port.transport.SocketOptions;

/**
 * What all connections of one binding, or of one attempt, have in common.
 *
 * @param owner the connector or acceptor
 * @param group counts the connections
 * @param scheme tcp or tls
 * @param closeTimeout of an orderly close
 * @param socket buffer sizes
 */
record Wiring(
    Owner owner, LoopGroup group, String scheme, Duration closeTimeout, SocketOptions socket) {}
