// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TablesTest {

  @Test
  void requirements_all_haveIdsLevelsAndTexts() {
    assertThat(Requirements.all()).hasSize(659);
    assertThat(Requirements.all()).extracting(Requirement::id).doesNotHaveDuplicates();
    assertThat(Requirements.all())
        .allMatch(requirement -> requirement.level().matches("MUST|SHOULD|MAY|ABNF"))
        .noneMatch(requirement -> requirement.text().isBlank());
  }

  @Test
  void requirements_byId_findsOneOrNone() {
    assertThat(Requirements.byId("4975-6.1-08"))
        .hasValueSatisfying(found -> assertThat(found.section()).isEqualTo("6.1"));
    assertThat(Requirements.byId("4975-0-00")).isEmpty();
  }

  @Test
  void digestVectors_all_haveFullDigestsAndUtf8Text() {
    assertThat(DigestVectors.all()).hasSize(7);
    assertThat(DigestVectors.all())
        .allMatch(vector -> vector.response().matches("[0-9a-f]{32}"))
        .anyMatch(vector -> vector.password().equals("p\u00e4\u00dfw\u00f6rd"));
  }

  @Test
  void rows_otherNumberOfColumns_throwsWithResource() {
    assertThatThrownBy(() -> Table.rows("requirements.tsv", 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("requirements.tsv");
  }

  @Test
  void octets_missingResource_throwsWithName() {
    assertThatThrownBy(() -> Table.octets("vectors/none"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("vectors/none");
  }
}
