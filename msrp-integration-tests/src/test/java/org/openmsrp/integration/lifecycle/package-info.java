// SPDX-License-Identifier: Apache-2.0
/** Many sessions one after the other, in order and with faults: nothing may be left of them. */
@NullMarked
package org.openmsrp.integration.lifecycle;

import org.jspecify.annotations.NullMarked;
