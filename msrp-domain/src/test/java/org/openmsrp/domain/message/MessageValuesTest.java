// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ReadOnlyBufferException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

/** Methods, flags and bodies. */
class MessageValuesTest {

  @ParameterizedTest
  @ValueSource(strings = {"SEND", "REPORT", "AUTH", "NICKNAME", "A", "ABCXYZ"})
  @Conformance({"4975-9-03", "4976-7-01"})
  void method_capitals_areAccepted(String name) {
    assertThat(MsrpMethod.of(name)).isEqualTo(new MsrpMethod(name)).hasToString(name);
  }

  @Test
  void method_knownName_isTheConstant() {
    assertThat(MsrpMethod.of("SEND")).isSameAs(MsrpMethod.SEND);
    assertThat(MsrpMethod.of("REPORT")).isSameAs(MsrpMethod.REPORT);
    assertThat(MsrpMethod.of("AUTH")).isSameAs(MsrpMethod.AUTH);
    assertThat(MsrpMethod.of("NICKNAME")).isSameAs(MsrpMethod.NICKNAME);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "send", "Send", "SEND ", "SEND1", "S-D", "SEND\r\n", "\u00c4", "@", "["})
  @Conformance({"4975-9-03", "4976-7-01"})
  void method_anythingElse_isRefused(String name) {
    assertThatThrownBy(() -> MsrpMethod.of(name)).isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> new MsrpMethod(name)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @CsvSource({"COMPLETE, $", "MORE, +", "ABORTED, #"})
  void flag_symbol_isThatOfTheRfcBothWays(ContinuationFlag flag, char symbol) {
    assertThat(flag.symbol()).isEqualTo(symbol);
    assertThat(ContinuationFlag.of(symbol)).contains(flag);
  }

  @Property
  @Conformance("4975-9-20")
  void flag_anyOtherCharacter_isNone(@ForAll char symbol) {
    assertThat(ContinuationFlag.of(symbol).isPresent()).isEqualTo("$+#".indexOf(symbol) >= 0);
  }

  @Property
  @Conformance("4975-9-19")
  void body_anyOctets_comeBackAsTheyWere(@ForAll byte[] octets) {
    MsrpBody body = MsrpBody.copyOf(octets);
    assertThat(body.toByteArray()).isEqualTo(octets);
    assertThat(body.size()).isEqualTo(octets.length);
    assertThat(body.toByteBuffer()).isEqualTo(ByteBuffer.wrap(octets));
    assertThat(body).isEqualTo(MsrpBody.copyOf(ByteBuffer.wrap(octets)));
    assertThat(body).hasSameHashCodeAs(MsrpBody.copyOf(octets));
  }

  @Test
  void body_sourceOrCopyChanged_staysAsItWas() {
    byte[] octets = {1, 2, 3};
    MsrpBody body = MsrpBody.copyOf(octets);
    octets[0] = 9;
    body.toByteArray()[1] = 9;
    assertThat(body.toByteArray()).containsExactly(1, 2, 3);
    ByteBuffer view = body.toByteBuffer();
    assertThatThrownBy(() -> view.put((byte) 9)).isInstanceOf(ReadOnlyBufferException.class);
  }

  @Test
  void body_buffer_isReadFromPositionToLimitWithoutMovingIt() {
    ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4}).position(1).limit(3);
    assertThat(MsrpBody.copyOf(buffer).toByteArray()).containsExactly(2, 3);
    assertThat(buffer.position()).isEqualTo(1);
  }

  @Test
  void body_text_isUtf8AndItsSizeInOctets() {
    MsrpBody body = MsrpBody.utf8("h\u00e9\u20ac");
    assertThat(body.size()).isEqualTo(6);
    assertThat(body.utf8()).isEqualTo("h\u00e9\u20ac");
    assertThat(body).hasToString("6 octets").isNotEqualTo(MsrpBody.EMPTY).isNotEqualTo("x");
    assertThat(body.hashCode()).isNotEqualTo(MsrpBody.utf8("x").hashCode());
  }
}
