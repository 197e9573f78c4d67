// SPDX-License-Identifier: Apache-2.0
/**
 * A transport in memory, a network to go with it, and time and threads under a test's control.
 *
 * <p>{@link org.openmsrp.testkit.loopback.Simulation} puts them together. A test of code that uses
 * a {@link org.openmsrp.domain.port.transport.Transport} steps through all that happens, without
 * waiting for anything:
 *
 * <pre>{@code
 * @Test
 * void server_clientSilentForAMinute_closesTheConnection() {
 *   try (Simulation world = Simulation.seeded(42)) {
 *     MyServer server = new MyServer(world.newTransport(), world.time());
 *     Endpoint address = world.await(server.start(Endpoint.tcp("server.example", 0)));
 *     RecordingHandler client = new RecordingHandler("client").reading();
 *     world.await(
 *         world.newTransport().connector().connect(address, ConnectOptions.DEFAULT, client));
 *
 *     world.advance(Duration.ofSeconds(59));
 *     assertThat(client.closeReason()).isEmpty();
 *     world.advance(Duration.ofSeconds(1));
 *     assertThat(client.closeReason()).contains(new CloseReason.PeerClose());
 *   }
 * }
 * }</pre>
 *
 * <p>Which of several connections is served next is drawn from the seed, so a test that fails for
 * one seed fails for it again; {@link org.openmsrp.testkit.loopback.SeededRuns} tries many. {@link
 * org.openmsrp.testkit.loopback.NetworkConditions} make reads and writes short, and the way long
 * and slow; {@link org.openmsrp.testkit.loopback.LoopbackNetwork} cuts, resets and half closes;
 * {@link org.openmsrp.testkit.loopback.UserExecutor} makes users slow. {@link
 * org.openmsrp.testkit.loopback.LoopbackTransport#threaded} is the same transport with threads and
 * real time.
 */
@NullMarked
package org.openmsrp.testkit.loopback;

import org.jspecify.annotations.NullMarked;
