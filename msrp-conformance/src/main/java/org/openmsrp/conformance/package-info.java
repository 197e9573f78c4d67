// SPDX-License-Identifier: Apache-2.0

/** Names the requirements of the MSRP standards that a test proves. */
@NullMarked
package org.openmsrp.conformance;

import org.jspecify.annotations.NullMarked;
