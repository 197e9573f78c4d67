// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.codec;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Provide;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.testkit.arbitrary.MsrpArbitraries;
import org.openmsrp.testkit.vector.CodecCase;

/**
 * The codec of a {@link CodecContract}, and what it is given. Who needs other inputs overrides a
 * generator.
 */
public interface CodecInputs {

  /**
   * The codec to test.
   *
   * @return a codec; called once or more for each try of a property, on its thread
   */
  CodecUnderTest codec();

  /**
   * Streams.
   *
   * @return one to four chunks
   */
  @Provide
  default Arbitrary<List<MsrpChunk>> chunks() {
    return MsrpArbitraries.chunks().list().ofMinSize(1).ofMaxSize(4).withoutEdgeCases();
  }

  /**
   * Conversations.
   *
   * @return as {@link MsrpArbitraries#conversations}
   */
  @Provide
  default Arbitrary<List<MsrpChunk>> conversations() {
    return MsrpArbitraries.conversations().withoutEdgeCases();
  }

  /**
   * Cuts of a stream.
   *
   * @return up to eight shares between 0 and 1
   */
  @Provide
  default Arbitrary<List<Double>> places() {
    return Arbitraries.doubles().between(0, 1).list().ofMaxSize(8).withoutEdgeCases();
  }

  /**
   * The RFCs' examples.
   *
   * @return as {@link CodecCase#examples}
   */
  @Provide
  default Arbitrary<CodecCase> examples() {
    return Arbitraries.of(CodecCase.examples());
  }

  /**
   * Constructed cases that must be taken.
   *
   * @return of {@link CodecCase#constructed}
   */
  @Provide
  default Arbitrary<CodecCase> oddCases() {
    return Arbitraries.of(constructed(CodecCase.Verdict.TAKEN));
  }

  /**
   * Constructed cases that must be refused.
   *
   * @return of {@link CodecCase#constructed}
   */
  @Provide
  default Arbitrary<CodecCase> badCases() {
    return Arbitraries.of(constructed(CodecCase.Verdict.REFUSED));
  }

  /**
   * Octets that almost are MSRP.
   *
   * @return noise and damaged vectors
   */
  @Provide
  default Arbitrary<byte[]> noise() {
    return Arbitraries.oneOf(MsrpArbitraries.noise(), MsrpArbitraries.damaged());
  }

  private static List<CodecCase> constructed(CodecCase.Verdict verdict) {
    return CodecCase.constructed().stream().filter(one -> one.verdict() == verdict).toList();
  }
}
