// SPDX-License-Identifier: Apache-2.0

/** The requirements of the MSRP standards, the tests that prove them, and wire examples. */
@NullMarked
package org.openmsrp.conformance;

import org.jspecify.annotations.NullMarked;
