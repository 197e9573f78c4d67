// SPDX-License-Identifier: Apache-2.0
/**
 * The transport contract as tests. Whoever writes a transport has its test class implement {@link
 * org.openmsrp.testkit.tck.TransportContract} and supplies a factory, an endpoint to listen on, and
 * options if it needs any:
 *
 * <pre>{@code
 * class MyTransportTest implements TransportContract {
 *   public Transport newTransport() {
 *     return new MyTransport();
 *   }
 *
 *   public Endpoint listenEndpoint() {
 *     return Endpoint.tcp("127.0.0.1", 0);
 *   }
 * }
 * }</pre>
 *
 * <p>Each test carries the number of its rule: {@code required_t2_1_…} proves T2.1. A test that the
 * transport has no use for is skipped with a reason. The kit needs JUnit Jupiter and AssertJ.
 */
@NullMarked
package org.openmsrp.testkit.tck;

import org.jspecify.annotations.NullMarked;
