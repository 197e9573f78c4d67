// SPDX-License-Identifier: Apache-2.0

/** Tests of the whole stack and of the shape of the code. */
@NullMarked
package org.openmsrp.integration;

import org.jspecify.annotations.NullMarked;
