// SPDX-License-Identifier: Apache-2.0

/** Turns bytes into MSRP values and MSRP values into bytes (RFC 4975 §9). */
@NullMarked
package org.openmsrp.codec;

import org.jspecify.annotations.NullMarked;
