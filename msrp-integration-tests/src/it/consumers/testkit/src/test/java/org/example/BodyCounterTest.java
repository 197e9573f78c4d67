// SPDX-License-Identifier: Apache-2.0
package org.example;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.AlphaChars;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.testkit.arbitrary.Malformation;
import org.openmsrp.testkit.arbitrary.MsrpArbitraries;
import org.openmsrp.testkit.vector.CodecCase;

/** Generators, vectors and malformed frames of the kit; the example of {@code docs/testkit.md}. */
class BodyCounterTest {

  /** Whatever two peers say to each other. */
  @Property
  void count_anyConversation_isTheSumOfItsBodies(
      @ForAll("conversations") List<MsrpChunk> conversation) {
    BodyCounter counter = new BodyCounter();

    conversation.forEach(chunk -> counter.add(ChunkEncoder.encode(chunk)));

    assertThat(counter.octets()).isEqualTo(conversation.stream().mapToLong(MsrpChunk::size).sum());
  }

  /** What the RFCs print. */
  @Property
  void count_exampleOfRfc_isWhatTheRfcSays(@ForAll("examples") CodecCase example) {
    BodyCounter counter = new BodyCounter();

    counter.add(ByteBuffer.wrap(example.octets()));

    assertThat(counter.octets()).isEqualTo(example.vector().bodyOctets().orElse(0));
  }

  /** What nobody should send. */
  @Property
  void count_malformedFrame_isRefused(
      @ForAll Malformation malformation, @ForAll @AlphaChars String text) {
    BodyCounter counter = new BodyCounter();

    assertThatThrownBy(() -> counter.addLast(ByteBuffer.wrap(malformation.frame(text))))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Provide
  Arbitrary<List<MsrpChunk>> conversations() {
    return MsrpArbitraries.conversations();
  }

  @Provide
  Arbitrary<CodecCase> examples() {
    return Arbitraries.of(CodecCase.examples());
  }
}
