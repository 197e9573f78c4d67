// SPDX-License-Identifier: Apache-2.0
/**
 * The transport port: two factories, six verbs and five signals, in JDK types only.
 *
 * <p>A transport moves bytes (or WebSocket messages) for one connection at a time and knows nothing
 * of MSRP. The numbered rules that every adapter keeps stand in {@code docs/transport-contract.md};
 * the Javadoc here cites them by number ({@code T2.1}).
 */
@NullMarked
package org.openmsrp.domain.port.transport;

import org.jspecify.annotations.NullMarked;
