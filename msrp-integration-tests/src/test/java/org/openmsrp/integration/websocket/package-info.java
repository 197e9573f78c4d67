// SPDX-License-Identifier: Apache-2.0
/** MSRP over WebSocket as a whole: relays, AUTH, and clients of others (RFC 7977). */
@NullMarked
package org.openmsrp.integration.websocket;

import org.jspecify.annotations.NullMarked;
