// SPDX-License-Identifier: Apache-2.0
/**
 * Records traffic and shows it.
 *
 * <p>{@link org.openmsrp.capture.Capture} puts itself between any transport and its user and writes
 * what passes to a pcapng file. {@link org.openmsrp.capture.Recording} reads such a file, or one
 * that somebody else captured, and {@link org.openmsrp.capture.Ladder} draws it.
 */
@NullMarked
package org.openmsrp.capture;

import org.jspecify.annotations.NullMarked;
