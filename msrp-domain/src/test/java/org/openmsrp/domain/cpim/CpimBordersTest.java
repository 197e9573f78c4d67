// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.domain.cpim.Texts3862.builder;
import static org.openmsrp.domain.cpim.Texts3862.parse;
import static org.openmsrp.domain.cpim.Texts3862.withHeaders;

import java.util.Collections;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

/** Each bound just below, at and above it. */
class CpimBordersTest {

  /** A message whose headers, with all line ends, have so many octets. */
  private static CpimMessage withHead(int octets) {
    String before = "Subject: ";
    String behind = "\r\n\r\nContent-Type: a/b\r\n\r\n";
    int subject = octets - before.length() - behind.length();
    return parse(before + "x".repeat(subject) + behind + "body");
  }

  private static CpimMessage withHeaderCount(int headers) {
    return withHeaders(Collections.nCopies(headers - 2, "X: y").toArray(String[]::new));
  }

  private static CpimMessage withMimeHeaderCount(int headers) {
    return parse("X: y\r\n\r\nContent-Type: a/b\r\n" + "X: y\r\n".repeat(headers - 1) + "\r\nbody");
  }

  private static CpimMessage withRequired(int names) {
    return withHeaders("Require: " + String.join(",", Collections.nCopies(names, "X")));
  }

  private static void isRefusedAt(int offset, Runnable parse) {
    assertThatThrownBy(parse::run)
        .isInstanceOfSatisfying(
            MsrpSyntaxException.class, e -> assertThat(e.offset()).hasValue(offset));
  }

  @ParameterizedTest
  @ValueSource(ints = {100_000, CpimMessage.MAX_HEAD_OCTETS - 1, CpimMessage.MAX_HEAD_OCTETS})
  @Conformance("3862-2.2-08")
  void head_upToItsBound_isTakenWhateverALineHas(int octets) {
    CpimMessage message = withHead(octets);
    assertThat(message.encode().size()).isEqualTo(octets + 4);
    assertThat(message.content().utf8()).isEqualTo("body");
  }

  @Test
  void head_aboveItsBound_isRefused() {
    int most = CpimMessage.MAX_HEAD_OCTETS;
    isRefusedAt(most, () -> withHead(most + 1));
    isRefusedAt(most, () -> parse("X".repeat(10 * most)));
    isRefusedAt(most, () -> parse("X: y\r\n\r\nContent-Type: a/b\r\n" + " x\r\n".repeat(most)));
  }

  @Test
  void headers_upToTheirNumber_areTaken() {
    int most = CpimMessage.MAX_HEADERS;
    assertThat(withHeaderCount(most - 1).headers()).hasSize(most - 1);
    assertThat(withHeaderCount(most).headers()).hasSize(most);
    assertThat(withMimeHeaderCount(most - 1).content().headers()).hasSize(most - 1);
    assertThat(withMimeHeaderCount(most).content().headers()).hasSize(most);
  }

  @Test
  void headers_aboveTheirNumber_areRefused() {
    int most = CpimMessage.MAX_HEADERS;
    isRefusedAt(withHeaderCount(most).encode().size() - 32, () -> withHeaderCount(most + 1));
    isRefusedAt(27 + 6 * (most - 1), () -> withMimeHeaderCount(most + 1));
  }

  @Test
  void required_upToTheirNumber_areTakenAndRefusedAbove() {
    int most = CpimMessage.MAX_REQUIRED;
    assertThat(withRequired(most - 1).required()).hasSize(most - 1);
    assertThat(withRequired(most).required()).hasSize(most);
    assertThatThrownBy(() -> withRequired(most + 1)).isInstanceOf(MsrpSyntaxException.class);
    String full = "Require: " + String.join(",", Collections.nCopies(most, "X"));
    assertThatThrownBy(() -> withHeaders(full, "Require: X"))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void build_beyondABound_isRefusedAsWhenItIsParsed() {
    CpimMessageBuilder many = builder();
    IntStream.range(0, CpimMessage.MAX_HEADERS).forEach(i -> many.to(Texts3862.BOB));
    assertThatThrownBy(many::build).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void chain_deeperThanItsBound_endsThere() {
    CpimMessage message = builder().build();
    for (int i = 0; i < CpimMessage.MAX_CHAIN; i++) {
      message = builder().content(message).build();
    }
    assertThat(message.chain(CpimMessage.MAX_CHAIN - 1)).hasSize(CpimMessage.MAX_CHAIN - 1);
    assertThat(message.chain(CpimMessage.MAX_CHAIN)).hasSize(CpimMessage.MAX_CHAIN);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, 0, CpimMessage.MAX_CHAIN + 1})
  void chain_outOfRange_isRefused(int most) {
    CpimMessage message = builder().build();
    assertThatThrownBy(() -> message.chain(most)).isInstanceOf(IllegalArgumentException.class);
  }
}
