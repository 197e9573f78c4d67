// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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

  /** What no table of plain text holds, or is not shown well in one. */
  static Stream<Arguments> oddWishes() {
    String kept = "x".repeat(FileNames.LONGEST);
    return Stream.of(
        Arguments.of("a\0b.txt", "a_b.txt"),
        Arguments.of("a\r\nb\u001b[2J.txt", "a__b_[2J.txt"),
        Arguments.of("photo\u202egnp.exe", "photo_gnp.exe"),
        Arguments.of("x".repeat(4_096), kept),
        Arguments.of("x".repeat(4_096) + ".txt", kept.substring(4) + ".txt"),
        Arguments.of("a/".repeat(2_048) + "b", "b"),
        Arguments.of("x." + "y".repeat(4_096), ("x." + "y".repeat(200)).substring(0, 200)),
        Arguments.of("\ud800", "_"));
  }

  @ParameterizedTest
  @MethodSource("oddWishes")
  void safe_ofAWishThatIsLongOrNotText_isHarmless(String wish, String name) {
    assertThat(FileNames.safe(wish)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CON",
        "prn",
        "Aux.tar.gz",
        "nul .txt",
        "COM0",
        "com9",
        "LPT¹",
        "lpt3.log",
        "CONIN$",
        "conout$.x"
      })
  void safe_ofADeviceName_isAFile(String device) {
    assertThat(FileNames.safe(device)).isEqualTo("_" + device);
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
