// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Explanation;
import org.openmsrp.conformance.Explanations;
import org.openmsrp.conformance.Requirement;
import org.openmsrp.conformance.Requirements;

/** What tests say that they prove, and the page that shows it. */
class ConformanceTest {

  private static final Path ROOT = Path.of("..");
  private static final Path PAGE = ROOT.resolve("docs/conformance.md");

  private static final String COMMAND =
      "./mvnw test -pl msrp-integration-tests -am -Dconformance.write=true"
          + " -Dtest=ConformanceTest -Dsurefire.failIfNoSpecifiedTests=false";

  private static Proofs proofs;

  @BeforeAll
  static void read() throws IOException {
    proofs = Proofs.ofModulesUnder(ROOT);
  }

  @Test
  void annotations_all_nameKnownRequirements() {
    assertThat(proofs.byRequirement().keySet())
        .isNotEmpty()
        .allMatch(id -> Requirements.byId(id).isPresent());
  }

  @Test
  void annotations_all_standOnTests() {
    assertThat(proofs.idle()).isEmpty();
  }

  @Test
  void explanations_all_areOfRequirementsThatNoTestProves() {
    assertThat(Explanations.all())
        .isNotEmpty()
        .allSatisfy(
            explanation -> {
              assertThat(explanation.reason()).isNotBlank();
              assertThat(proofs.byRequirement()).doesNotContainKey(explanation.id());
            });
  }

  @Test
  void page_always_isUpToDate() throws IOException {
    String expected = ConformancePage.of(proofs, COMMAND);
    if (Boolean.getBoolean("conformance.write")) {
      Files.writeString(PAGE, expected);
    }
    assertThat(Files.exists(PAGE) && Files.readString(PAGE).equals(expected))
        .as("docs/conformance.md is up to date; to write it: %s", COMMAND)
        .isTrue();
  }

  @Test
  void page_requirementOfEachKind_isShownAndCounted(@TempDir Path folder) throws IOException {
    Requirement proved = Requirements.all().get(0);
    Requirement open = Requirements.all().get(1);
    int all = Requirements.all().size();
    Explanation explained =
        Explanations.all().stream().filter(row -> !row.toCome()).findFirst().orElseThrow();
    Explanation toCome =
        Explanations.all().stream().filter(Explanation::toCome).findFirst().orElseThrow();
    int explanations = Explanations.all().size();
    int later = (int) Explanations.all().stream().filter(Explanation::toCome).count();
    String page = ConformancePage.of(proofsOf(folder, '"' + proved.id() + '"'), COMMAND);
    assertThat(page.lines())
        .anyMatch(line -> line.startsWith("| " + proved.id()) && line.endsWith("`Sample.a_b_c` |"))
        .anyMatch(line -> line.startsWith("| " + open.id()) && line.endsWith("**open** |"))
        .anyMatch(line -> line.contains(explained.id()) && line.contains("*No test:* "))
        .anyMatch(line -> line.contains(toCome.id()) && line.contains("**To come:** "))
        .anyMatch(
            line ->
                line.startsWith(
                    "| all | %d | 2 | %d | %d | %d |"
                        .formatted(all, explanations - later, later, all - 2 - explanations)));
  }

  @Test
  void proofs_everyForm_areFoundWithTheirPlace(@TempDir Path folder) throws IOException {
    Proofs found = proofsOf(folder, "{\"4975-6-01\", \"no such\"}");
    assertThat(found.byRequirement()).containsOnlyKeys("4975-6-01", "no such", "4975-6-02");
    assertThat(found.byRequirement().get("4975-6-01")).containsExactly("Sample.a_b_c");
    assertThat(found.byRequirement().get("4975-6-02"))
        .containsExactly("Sample.Inner", "Sample.helper");
    assertThat(found.idle()).containsExactly("Sample.helper");
    assertThat(proofsOf(folder, "value = \"4975-6-01\"").byRequirement()).hasSize(2);
    assertThatThrownBy(() -> proofsOf(folder, "CONSTANT"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Sample.a_b_c");
  }

  private static Proofs proofsOf(Path folder, String argument) throws IOException {
    Path source = folder.resolve("Sample.java");
    Files.writeString(
        source,
        """
        class Sample {
          @Test @Conformance(%s) void a_b_c() {}
          @Conformance("4975-6-02") void helper() {}
          @Conformance("4975-6-02") class Inner { @Example void d_e_f() {} }
        }
        """
            .formatted(argument));
    return Proofs.of(List.of(source));
  }
}
