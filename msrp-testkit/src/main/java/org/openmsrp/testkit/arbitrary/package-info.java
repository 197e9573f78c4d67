// SPDX-License-Identifier: Apache-2.0

/**
 * Generators for property tests with jqwik: legal values of MSRP, and octets that are malformed in
 * a known way.
 *
 * <pre>{@code
 * class MyParserTest {
 *   @Property
 *   void parse_anyChunk_isUnderstood(@ForAll("chunks") MsrpChunk chunk) {
 *     assertThat(MyParser.parse(ChunkEncoder.encode(chunk))).isNotNull();
 *   }
 *
 *   @Provide
 *   Arbitrary<MsrpChunk> chunks() {
 *     return MsrpArbitraries.chunks();
 *   }
 * }
 * }</pre>
 */
@NullMarked
package org.openmsrp.testkit.arbitrary;

import org.jspecify.annotations.NullMarked;
