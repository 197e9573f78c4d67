// SPDX-License-Identifier: Apache-2.0

/**
 * A relay of RFC 4976 inside the test: on any transport, in memory or on sockets, well-behaved or
 * faulty on request.
 *
 * <pre>{@code
 * EmbeddedRelay relay =
 *     EmbeddedRelay.builder()
 *         .listen(transport, Endpoint.tls("relay.example", 2855))
 *         .user("alice", "wonderland")
 *         .start().toCompletableFuture().join();
 * MsrpUri uri = relay.uri();            // what clients are configured with
 * relay.inject(RelayFault.SILENT_AUTH); // from now on no AUTH is answered
 * relay.kill();                         // and now it is gone
 * }</pre>
 */
@org.jspecify.annotations.NullMarked
package org.openmsrp.testkit.relay;
