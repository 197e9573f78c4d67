// SPDX-License-Identifier: Apache-2.0
/** Whole conversations on the real codec and engine over the simulated network. */
@NullMarked
package org.openmsrp.integration.simulation;

import org.jspecify.annotations.NullMarked;
