// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import org.openmsrp.domain.message.ContinuationFlag;

/**
 * Octets of a body that are forwarded together; owned, never altered.
 *
 * @param octets the octets
 * @param flag how the chunk that carries them ends
 */
@SuppressWarnings("ArrayRecordComponent") // handed on once, never compared
record Piece(byte[] octets, ContinuationFlag flag) {}
