// SPDX-License-Identifier: Apache-2.0
/**
 * For those who write a transport: the state machine that keeps the contract's rules about order,
 * threads, demand and ending, so that an adapter only moves bytes.
 *
 * <p>An adapter extends {@link SerialConnection} and fills in its hooks; {@link Members}, {@link
 * Bindings}, {@link Hold}, {@link HostLookup} and {@link TransportFailures} are for its connector
 * and acceptor. {@link TappedTransport} and {@link TappedConnection} are for those who put
 * something between a transport and its user. Others never need this package.
 */
@NullMarked
package org.openmsrp.domain.port.transport.spi;

import org.jspecify.annotations.NullMarked;
