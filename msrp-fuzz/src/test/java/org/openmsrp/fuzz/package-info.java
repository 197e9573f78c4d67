// SPDX-License-Identifier: Apache-2.0

/** Programs that parsers and the engine must survive on any input whatever. */
@NullMarked
package org.openmsrp.fuzz;

import org.jspecify.annotations.NullMarked;
