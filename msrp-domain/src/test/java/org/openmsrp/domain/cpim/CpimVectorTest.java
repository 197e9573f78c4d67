// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.domain.cpim.Texts3862.IMDN;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;
import org.openmsrp.domain.message.MsrpBody;

/** The examples of RFC 3862 and RFC 5438, with the faults that they are printed with. */
class CpimVectorTest {

  private static final String FEATURES = "mid:MessageFeatures@id.foo.com";

  static List<WireVector> vectors() {
    return WireVectors.inFolder("cpim");
  }

  private static CpimMessage message(String name) {
    return CpimMessage.parse(WireVectors.named("cpim/" + name).octets());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  @Conformance("3862-2.2-07")
  void parse_everyVector_isEncodedAsItCame(WireVector vector) {
    CpimMessage message = CpimMessage.parse(vector.octets());
    assertThat(message.encode()).isEqualTo(MsrpBody.copyOf(vector.octets()));
    assertThat(message.from()).isPresent();
    assertThat(message.to()).hasSize(1);
  }

  @Test
  @Conformance({"3862-3.3-01", "3862-3.4-01", "3862-3.5-01", "4975-13-04"})
  void parse_exampleOfRfc3862_isReadInAllItsParts() {
    CpimMessage message = message("rfc3862-5.1");
    assertThat(message.from()).contains(new CpimAddress("MR SANDERS", "im:piglet@100akerwood.com"));
    assertThat(message.to())
        .containsExactly(new CpimAddress("Depressed Donkey", "im:eeyore@100akerwood.com"));
    assertThat(message.dateTime()).hasToString("Optional[2000-12-13T13:40-08:00]");
    assertThat(message.subjects())
        .containsExactly(
            CpimSubject.of("the weather will be fine today"),
            new CpimSubject("beau temps prevu pour aujourd'hui", "fr"));
    CpimName vital = new CpimName(FEATURES, "VitalMessageOption");
    assertThat(message.unsupported(Set.of())).containsExactly(vital);
    assertThat(message.headers(vital))
        .extracting(CpimHeader::text)
        .containsExactly("Confirmation-requested");
    assertThat(message.headers(new CpimName(FEATURES, "WackyMessageOption"))).hasSize(1);
    assertThat(message.content().contentType()).hasToString("text/xml; charset=utf-8");
    assertThat(message.content().contentId()).contains("<1234567890@foo.com>");
    assertThat(message.content().utf8()).startsWith("<body>\r\n").endsWith("</body>");
  }

  @Test
  @Conformance("3862-2-02")
  void parse_exampleOfRfc5438_needsNoEmptyLineAndNoTrueContentLength() {
    CpimMessage message = message("rfc5438-7.1.1.3-im");
    assertThat(message.headers(new CpimName(IMDN, "Message-ID")).get(0).text())
        .isEqualTo("34jk324j");
    assertThat(message.headers(new CpimName(IMDN, "Disposition-Notification")).get(0).encoded())
        .isEqualTo("positive-delivery, negative-delivery");
    assertThat(message.content().header("Content-Length")).contains("12");
    assertThat(message.content().utf8()).isEqualTo("Hello World");
  }

  @Test
  void parse_notificationOfRfc5438_hasItsDisposition() {
    CpimContent content = message("rfc5438-7.2.1.1-delivery").content();
    assertThat(content.contentType()).hasToString("message/imdn+xml");
    assertThat(content.disposition()).hasToString("Optional[notification]");
  }
}
