// SPDX-License-Identifier: Apache-2.0

/** The transport port on {@code java.nio}: TCP and TLS, nothing between us and the JDK. */
@NullMarked
package org.openmsrp.transport.nio;

import org.jspecify.annotations.NullMarked;
