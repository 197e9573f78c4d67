// SPDX-License-Identifier: Apache-2.0

/**
 * The laws of a codec as a contract of properties. Whoever writes a codec has a test class
 * implement {@link org.openmsrp.testkit.codec.CodecContract} and says which codec:
 *
 * <pre>{@code
 * class MyCodecTest implements CodecContract {
 *   public CodecUnderTest codec() {
 *     return new MyCodec();
 *   }
 * }
 * }</pre>
 *
 * <p>The kit needs jqwik and AssertJ; jqwik runs the properties and shrinks what fails.
 */
@NullMarked
package org.openmsrp.testkit.codec;

import org.jspecify.annotations.NullMarked;
