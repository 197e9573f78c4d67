// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

/**
 * What the transport contract says of WebSockets, on the wire: a raw peer plays the other side, as
 * a client and as a server, and breaks the rules where it must be seen what follows. Comes on top
 * of {@link TransportContract} for a transport whose endpoints are {@code ws} or {@code wss}, and
 * is skipped with a reason for any other.
 *
 * <p>With {@code wss} the raw server presents the listener's credentials ({@link
 * TckOptions#withTransportOptions}). The bound of a message is tested if it is known ({@link
 * TckOptions#withMaxMessageSize}).
 */
public interface WebSocketContract
    extends WebSocketHandshakeContract, WebSocketFrameContract, WebSocketClosingContract {}
