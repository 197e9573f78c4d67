// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FileNamesTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "photo.jpg, photo.jpg",
        "../../etc/passwd, passwd",
        "C:\\temp\\evil.exe, evil.exe",
        "/, message",
        "\"\", message",
        ".., message",
        ".bashrc, _.bashrc",
        "a:b?.txt, a_b_.txt",
        "name. ., name",
        "NUL, _NUL",
        "com1.txt, _com1.txt",
        "movie.part, movie.part_",
        "Größe 🚀.txt, Größe 🚀.txt"
      })
  void safe_ofAWish_isHarmless(String wish, String name) {
    assertThat(FileNames.safe(wish)).isEqualTo(name);
  }

  @Property
  void safe_ofAnything_isOnePlainNameAndStaysItself(@ForAll String wish) {
    String name = FileNames.safe(wish);
    assertThat(Path.of("dir").resolve(name).normalize().getParent()).isEqualTo(Path.of("dir"));
    assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(1, FileNames.LONGEST + 2);
    assertThat(name).doesNotStartWith(".").doesNotEndWith(FileNames.PART);
    assertThat(name.codePoints().allMatch(Printable::isPrintable)).isTrue();
    assertThat(FileNames.safe(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({"a.txt, 1, a.txt", "a.txt, 2, a (2).txt", "README, 3, README (3)"})
  void numbered_keepsTheExtension(String name, int n, String numbered) {
    assertThat(FileNames.numbered(name, n)).isEqualTo(numbered);
  }
}
