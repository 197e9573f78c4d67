// SPDX-License-Identifier: Apache-2.0
/**
 * A peer that follows a script, for tests of anyone's MSRP code: it sends the octets that the test
 * says, right or wrong, waits for what should come back, and cuts the line where the test wants it.
 *
 * <p>{@link org.openmsrp.testkit.scripted.ScriptedPeer} is where to begin. It speaks TCP, TLS,
 * WebSocket with and without TLS, and any transport of the port. Where nobody may wait, {@link
 * org.openmsrp.testkit.scripted.PeerHandler} and {@link org.openmsrp.testkit.scripted.ChunkPeer} do
 * the like within the signals of a connection.
 */
@NullMarked
package org.openmsrp.testkit.scripted;

import org.jspecify.annotations.NullMarked;
