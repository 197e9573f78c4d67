// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a fuzzer has ever found, and what it begins with, as plain tests. */
class CorpusReplayTest {

  private static final Path CORPUS = Path.of("corpus");

  @TestFactory
  Stream<DynamicContainer> target_itsCorpus_isSurvived() {
    return Stream.of(FuzzTarget.values())
        .map(target -> DynamicContainer.dynamicContainer(target.folder(), corpus(target)));
  }

  private static Stream<DynamicTest> corpus(FuzzTarget target) {
    return files(target).stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> target.run(Files.readAllBytes(file))));
  }

  private static List<Path> files(FuzzTarget target) {
    try (Stream<Path> files = Files.list(CORPUS.resolve(target.folder()))) {
      List<Path> found = files.sorted().toList();
      assertThat(found).as("corpus of %s", target).isNotEmpty();
      return found;
    } catch (IOException e) {
      throw new AssertionError("each target has a folder", e);
    }
  }

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void target_itsSeeds_areSurvived(FuzzTarget target) {
    List<byte[]> seeds = target.seeds();

    assertThat(seeds).hasSizeGreaterThan(2);
    for (int i = 0; i < seeds.size(); i++) {
      byte[] seed = seeds.get(i);
      assertThatCode(() -> target.run(seed)).as("seed %d", i).doesNotThrowAnyException();
    }
  }

  @ParameterizedTest
  @EnumSource(FuzzTarget.class)
  void target_tinyInputs_areSurvived(FuzzTarget target) {
    IntStream.range(0, 256).forEach(octet -> target.run(new byte[] {(byte) octet}));
    target.run(new byte[0]);
  }
}
