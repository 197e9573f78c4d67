// SPDX-License-Identifier: Apache-2.0
/**
 * The transport port on Netty. {@link org.openmsrp.transport.netty.NettyTransport} is all that a
 * user needs, {@link org.openmsrp.transport.netty.NettyOptions} its choices.
 */
@NullMarked
package org.openmsrp.transport.netty;

import org.jspecify.annotations.NullMarked;
