// SPDX-License-Identifier: Apache-2.0

/**
 * The wire vectors with what a decoder must make of them: for tests of anybody's MSRP code, in any
 * test framework.
 *
 * <pre>{@code
 * for (CodecCase each : CodecCase.examples()) {
 *   assertThat(each.difference(myDecoder.decode(each.octets()))).isEmpty();
 * }
 * }</pre>
 */
@NullMarked
package org.openmsrp.testkit.vector;

import org.jspecify.annotations.NullMarked;
