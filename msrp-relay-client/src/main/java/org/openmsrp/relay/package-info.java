// SPDX-License-Identifier: Apache-2.0

/**
 * Sessions through relays that act on the user's behalf (RFC 4976 §5).
 *
 * <pre>{@code
 * RelaySettings settings =
 *     RelaySettings.builder("example.com").credentials("alice", password).build();
 * RelayClient relays = RelayClient.builder(stack).resolver(resolver).build();
 * RelayConnector connector = relays.connector(settings, RelayMode.PASSIVE);
 * MsrpPath path = connector.prepare().toCompletableFuture().join(); // for SDP
 * MsrpChannel channel = connector.complete(peersPath).toCompletableFuture().join();
 * }</pre>
 */
@NullMarked
package org.openmsrp.relay;

import org.jspecify.annotations.NullMarked;
