// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.codec.DecoderLimits;
import org.openmsrp.domain.port.dns.SrvOptions;
import org.openmsrp.relay.RelayTimeouts;
import org.openmsrp.session.MsrpLimits;
import org.openmsrp.session.MsrpTimeouts;

/** What {@code docs/security.md} says is tested, is: its tests and entries are there. */
class SecurityPageTest {

  private static final Path ROOT = Path.of("..");

  private static final Set<String> ENTRIES =
      Stream.of(
              HostileInput.values(),
              Attack.values(),
              HostileRelayTest.Answer.values(),
              FaultyRelayTest.Fault.values())
          .flatMap(Arrays::stream)
          .map(Enum::name)
          .collect(Collectors.toUnmodifiableSet());

  /** Rows of tables that name tests, in their last columns, and of those with figures. */
  private static List<String> rows;

  private static List<String> figures;

  @BeforeAll
  static void read() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/security.md"));
    int costs = page.indexOf("## What it costs");
    rows = rows(page.substring(page.indexOf("## What stops it"), costs));
    figures = rows(page.substring(costs));
  }

  private static List<String> rows(String text) {
    return text.lines().filter(line -> line.startsWith("|") && !line.startsWith("|--")).toList();
  }

  private static Stream<String> found(String pattern, Stream<String> texts) {
    Pattern words = Pattern.compile(pattern);
    return texts.flatMap(text -> words.matcher(text).results().map(found -> found.group(1)));
  }

  @Test
  void page_testsThatItNames_areThere() throws IOException {
    Map<String, Path> sources = sources();
    List<String> named =
        found("`(\\w+(?:Test|Contract)(?:\\.\\w+)?)`", rows.stream()).distinct().toList();

    assertThat(named).hasSizeGreaterThan(50);
    for (String test : named) {
      assertIsThere(test, sources);
    }
  }

  private static void assertIsThere(String test, Map<String, Path> sources) throws IOException {
    String[] parts = test.split("\\.");
    assertThat(sources).containsKey(parts[0]);
    if (parts.length > 1) {
      assertThat(Files.readString(sources.get(parts[0]))).contains("void " + parts[1] + "(");
    }
  }

  private static Map<String, Path> sources() throws IOException {
    Map<String, Path> sources = new HashMap<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.filter(each -> Files.isDirectory(each.resolve("src"))).toList()) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
          files
              .filter(file -> file.toString().endsWith(".java"))
              .forEach(file -> sources.put(className(file), file));
        }
      }
    }
    return sources;
  }

  private static String className(Path file) {
    return file.getFileName().toString().replace(".java", "");
  }

  @Test
  void page_entriesThatItNames_areThere() {
    Stream<String> lastCells =
        rows.stream().map(row -> row.substring(row.lastIndexOf('|', row.length() - 2)));

    assertThat(found("(?<![`\\w])([A-Z][A-Z0-9_]{3,})(?![`\\w])", lastCells).distinct())
        .hasSizeGreaterThan(50)
        .isSubsetOf(ENTRIES);
  }

  @Test
  void page_attacks_haveTheirPlaceAndTheirFigures() {
    String named = String.join("\n", rows);
    for (Attack attack : Attack.values()) {
      assertThat(named).containsPattern("\\b" + attack + "\\b");
      assertThat(figures).anyMatch(row -> row.startsWith("| " + attack + " |"));
    }
  }

  static Stream<Record> defaults() {
    return Stream.of(
        DecoderLimits.DEFAULT,
        MsrpLimits.DEFAULT,
        MsrpTimeouts.DEFAULT,
        RelayTimeouts.DEFAULT,
        SrvOptions.DEFAULT);
  }

  @ParameterizedTest
  @MethodSource("defaults")
  void page_defaults_areThose(Record defaults) throws ReflectiveOperationException {
    List<String> expected = new ArrayList<>();
    for (RecordComponent each : defaults.getClass().getRecordComponents()) {
      Object value = each.getAccessor().invoke(defaults);
      if (value instanceof Number || value instanceof Duration) {
        String name = defaults.getClass().getSimpleName() + "." + each.getName();
        expected.add("| `" + name + "` | " + shown(value) + " |");
      }
    }
    assertThat(rows).containsSubsequence(expected);
  }

  private static String shown(Object value) {
    if (value instanceof Duration time) {
      return time.toMillis() % 1_000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }
    return String.format(Locale.ROOT, "%,d", ((Number) value).longValue());
  }
}
