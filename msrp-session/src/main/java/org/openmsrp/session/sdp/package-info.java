// SPDX-License-Identifier: Apache-2.0
/**
 * MSRP in a session description (RFC 4975 §8): what goes into the own offer or answer, what the
 * peer's says, and what the two together mean for a connector and a session. It reads and writes
 * the media section of MSRP, as text; the rest of the description is the signalling's.
 */
@NullMarked
package org.openmsrp.session.sdp;

import org.jspecify.annotations.NullMarked;
