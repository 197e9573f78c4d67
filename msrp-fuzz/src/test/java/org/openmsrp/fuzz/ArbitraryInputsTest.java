// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.testkit.arbitrary.Malformation;
import org.openmsrp.testkit.arbitrary.MsrpArbitraries;

/** The targets' laws on inputs that the testkit makes up: near to MSRP, as no fuzzer begins. */
class ArbitraryInputsTest {

  @Property(tries = 2000)
  void frames_damagedVector_keepsTheLaws(@ForAll("damaged") byte[] octets) {
    FuzzTarget.FRAMES.run(octets);
  }

  @Property(tries = 2000)
  void frames_noise_keepsTheLaws(@ForAll("noise") byte[] octets) {
    FuzzTarget.FRAMES.run(octets);
  }

  @Property(tries = 300)
  void frames_malformed_keepsTheLaws(@ForAll("malformed") byte[] octets) {
    FuzzTarget.FRAMES.run(octets);
  }

  @Property(tries = 200)
  void frames_conversation_keepsTheLaws(@ForAll("conversations") List<MsrpChunk> chunks) {
    FuzzTarget.FRAMES.run(FramesTarget.encoded(chunks));
  }

  @Property(tries = 300)
  void engine_damagedVectorInAnyState_keepsTheLaws(@ForAll("inAnyState") byte[] octets) {
    FuzzTarget.ENGINE.run(octets);
  }

  @Property
  void uris_anyPath_keepsTheLaws(@ForAll("paths") String path) {
    FuzzTarget.URIS.run(path.getBytes(StandardCharsets.UTF_8));
  }

  @Property
  void headers_anyValue_keepsTheLaws(@ForAll("values") String value) {
    FuzzTarget.HEADERS.run(value.getBytes(StandardCharsets.UTF_8));
  }

  @Provide
  Arbitrary<byte[]> damaged() {
    return MsrpArbitraries.damaged();
  }

  @Provide
  Arbitrary<byte[]> noise() {
    return MsrpArbitraries.noise();
  }

  @Provide
  Arbitrary<byte[]> malformed() {
    return Arbitraries.of(Malformation.class).flatMap(Malformation::arbitrary);
  }

  @Provide
  Arbitrary<List<MsrpChunk>> conversations() {
    return MsrpArbitraries.conversations().withoutEdgeCases();
  }

  @Provide
  Arbitrary<byte[]> inAnyState() {
    return Arbitraries.integers()
        .between(0, EngineState.values().length - 1)
        .flatMap(state -> damaged().map(octets -> Seeds.inState(state, octets)));
  }

  @Provide
  Arbitrary<String> paths() {
    return MsrpArbitraries.paths().map(Object::toString).withoutEdgeCases();
  }

  @Provide
  Arbitrary<String> values() {
    return MsrpArbitraries.headers().map(header -> header.value().toString());
  }
}
