// SPDX-License-Identifier: Apache-2.0
/**
 * The CPIM wrapper, {@code message/cpim} (RFC 3862, RFC 4975 §13): who says what to whom, around
 * any content. Values only; how they travel is the session's business.
 */
@NullMarked
package org.openmsrp.domain.cpim;

import org.jspecify.annotations.NullMarked;
