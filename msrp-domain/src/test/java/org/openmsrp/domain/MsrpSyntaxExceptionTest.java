// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MsrpSyntaxExceptionTest {

  @Test
  void constructor_withoutPlace_saysWhatAndWhichRule() {
    MsrpSyntaxException error = new MsrpSyntaxException("what is wrong", "RFC 4975 §9");
    assertThat(error).hasMessage("what is wrong (RFC 4975 §9)");
    assertThat(error.problem()).isEqualTo("what is wrong");
    assertThat(error.rule()).isEqualTo("RFC 4975 §9");
    assertThat(error.offset()).isEmpty();
    assertThat(new MsrpSyntaxException("x", "y", -7).offset()).isEmpty();
  }

  @Test
  void shifted_withoutPlace_isAtTheBeginningOfItsPart() {
    MsrpSyntaxException error = new MsrpSyntaxException("wrong", "rule");
    assertThat(error.shifted(0)).hasMessage("wrong at octet 0 (rule)").hasCause(error);
    assertThat(error.shifted(17).offset()).hasValue(17);
  }

  @Test
  void shifted_twice_addsUpAndKeepsTheFirstAsItsCause() {
    MsrpSyntaxException error = new MsrpSyntaxException("wrong", "rule", 3);
    assertThat(error.shifted(17).shifted(1L << 40))
        .hasMessage("wrong at octet " + ((1L << 40) + 20) + " (rule)")
        .hasCause(error);
  }

  @Test
  void at_placeInAText_isCountedInOctets() {
    String text = "\u00fc\u20ac\ud83d\ude00x";
    assertThat(MsrpSyntaxException.at(text, 0, "wrong", "rule").offset()).hasValue(0);
    assertThat(MsrpSyntaxException.at(text, 2, "wrong", "rule").offset()).hasValue(5);
    assertThat(MsrpSyntaxException.at(text, 4, "wrong", "rule").offset()).hasValue(9);
    assertThat(MsrpSyntaxException.at(text, 5, "wrong", "rule"))
        .hasMessage("wrong at octet 10 (rule)");
  }

  @Test
  void within_longerText_addsTheOctetsBefore() {
    MsrpSyntaxException error = new MsrpSyntaxException("wrong", "rule", 2);
    assertThat(error.within("\u00fc=value", 2).offset()).hasValue(5);
  }
}
