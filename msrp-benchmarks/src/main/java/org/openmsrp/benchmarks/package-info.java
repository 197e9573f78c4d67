// SPDX-License-Identifier: Apache-2.0

/** Measurements of the toolkit, each with its baseline. */
@NullMarked
package org.openmsrp.benchmarks;

import org.jspecify.annotations.NullMarked;
