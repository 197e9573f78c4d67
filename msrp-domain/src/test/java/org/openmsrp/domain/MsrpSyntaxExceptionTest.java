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
  void at_offset_addsPlaceAndKeepsCause() {
    MsrpSyntaxException error = new MsrpSyntaxException("wrong", "rule");
    assertThat(error.at(0)).hasMessage("wrong at octet 0 (rule)").hasCause(error);
    assertThat(error.at(0).offset()).hasValue(0);
    assertThat(error.at(17).offset()).hasValue(17);
    assertThat(error.at(17).at(18)).hasMessage("wrong at octet 18 (rule)");
  }
}
