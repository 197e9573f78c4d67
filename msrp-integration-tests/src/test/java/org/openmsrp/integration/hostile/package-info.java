// SPDX-License-Identifier: Apache-2.0
/** A server under attack: what it answers, what it holds, and how its other sessions fare. */
@NullMarked
package org.openmsrp.integration.hostile;

import org.jspecify.annotations.NullMarked;
