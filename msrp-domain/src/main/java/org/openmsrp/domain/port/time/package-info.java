// SPDX-License-Identifier: Apache-2.0
/** The time port, so that tests can bring virtual time. */
@NullMarked
package org.openmsrp.domain.port.time;

import org.jspecify.annotations.NullMarked;
