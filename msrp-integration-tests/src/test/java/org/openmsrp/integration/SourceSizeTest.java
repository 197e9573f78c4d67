// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.integration.SourceMetrics.Length;

/** Small files and small methods: the limits of {@code CONTRIBUTING.md}. */
class SourceSizeTest {

  private static final Path ROOT = Path.of("..");

  private static SourceMetrics sources;

  @BeforeAll
  static void measure() throws IOException {
    sources = SourceMetrics.ofModulesUnder(ROOT);
  }

  @Test
  void files_all_have500LinesAtMost() {
    assertThat(sources.files()).isNotEmpty().filteredOn(file -> file.lines() > 500).isEmpty();
  }

  @Test
  void files_nineOfTen_have250LinesAtMost() {
    assertThat(SourceMetrics.ninetiethPercentile(sources.files())).isLessThanOrEqualTo(250);
  }

  @Test
  void methods_all_have40LinesAtMost() {
    assertThat(sources.methods()).isNotEmpty().filteredOn(method -> method.lines() > 40).isEmpty();
  }

  /** The methods of a contract are tests, which tell a story each; they count as such. */
  @Test
  void methods_nineOfTen_have12LinesAtMost() {
    List<Length> methods =
        sources.methods().stream()
            .filter(method -> !method.name().contains("Contract.java"))
            .toList();
    assertThat(SourceMetrics.ninetiethPercentile(methods)).isLessThanOrEqualTo(12);
  }

  @Test
  void metrics_nestedTypesAndCompactConstructor_countEveryBody(@TempDir Path folder)
      throws IOException {
    Path source = folder.resolve("Sample.java");
    Files.writeString(
        source,
        """
        interface Sample {
          int none();
          record Inner(int value) {
            Inner {
              value = value + 1;
            }
            int one() { return 1; }
          }
        }
        """);

    SourceMetrics metrics = SourceMetrics.of(folder, List.of(source));

    assertThat(metrics.files()).containsExactly(new Length("Sample.java", 9));
    assertThat(metrics.methods())
        .containsExactlyInAnyOrder(
            new Length("Sample.java#<init>", 3), new Length("Sample.java#one", 1));
  }

  @Test
  void ninetiethPercentile_oneOfTenLarger_ignoresIt() {
    List<Length> lengths =
        IntStream.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 1000).mapToObj(n -> new Length("", n)).toList();

    assertThat(SourceMetrics.ninetiethPercentile(lengths)).isEqualTo(9);
  }
}
