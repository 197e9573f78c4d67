// SPDX-License-Identifier: Apache-2.0

/** The {@code msrp} command. */
@NullMarked
package org.openmsrp.cli;

import org.jspecify.annotations.NullMarked;
