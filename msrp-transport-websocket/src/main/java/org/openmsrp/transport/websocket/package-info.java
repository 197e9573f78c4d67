// SPDX-License-Identifier: Apache-2.0
/**
 * MSRP over WebSocket (RFC 7977) on Jetty: {@link
 * org.openmsrp.transport.websocket.WebSocketTransport} for those who choose a transport, {@link
 * org.openmsrp.transport.websocket.MsrpWebSocketHandler} for those who have a Jetty already.
 *
 * <p>Who only connects needs {@code jetty-websocket-core-common} at run time; who accepts needs
 * {@code jetty-websocket-core-server} as well.
 */
@NullMarked
package org.openmsrp.transport.websocket;

import org.jspecify.annotations.NullMarked;
