// SPDX-License-Identifier: Apache-2.0
/**
 * A transport in memory, a network to go with it, and time and threads under a test's control.
 *
 * <p>{@link org.openmsrp.testkit.loopback.Simulation} puts them together; start there.
 */
@NullMarked
package org.openmsrp.testkit.loopback;

import org.jspecify.annotations.NullMarked;
