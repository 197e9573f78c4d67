// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.google.inject.Guice;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.transport.Transport;

/** Values that can't be illegal, and the wiring. */
class WebSocketValuesTest {

  @Test
  void options_outOfRange_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSocketOptions.builder().threads(7).build())
        .withMessageContaining("threads");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSocketOptions.builder().threadName("").build());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WebSocketOptions.builder().maxMessageSize(1023).build());
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                WebSocketOptions.builder()
                    .keepAlive(Duration.ofSeconds(2), Duration.ofSeconds(1))
                    .build());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "secret\r\nX: y",
        "secret\nb",
        "secret\u0000",
        " secret",
        "secret ",
        "secr\u00e4t"
      })
  void headerField_valueThatCouldEndItsLine_isRefusedAndNotRepeated(String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HeaderField("Cookie", value))
        .withMessageNotContaining("secr");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a:", "a\r\n"})
  void headerField_nameThatIsNoToken_isRefused(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new HeaderField(name, "value"));
  }

  @Test
  void headerField_printed_keepsItsValueSecret() {
    assertThat(new HeaderField("Authorization", "Basic YTpi")).hasToString("Authorization");
  }

  @Test
  void decision_withAStatusThatAccepts_isNoRefusal() {
    assertThatIllegalArgumentException().isThrownBy(() -> HandshakeDecision.refuse(200));
    assertThat(HandshakeDecision.refuse(401)).isInstanceOf(HandshakeDecision.Refuse.class);
  }

  @Test
  void module_addsOneTransport() {
    Set<Transport> transports =
        Guice.createInjector(new WebSocketTransportModule())
            .getInstance(Key.get(new TypeLiteral<Set<Transport>>() {}));

    assertThat(transports).hasSize(1).hasOnlyElementsOfType(WebSocketTransport.class);
    transports.forEach(Transport::close);
  }
}
