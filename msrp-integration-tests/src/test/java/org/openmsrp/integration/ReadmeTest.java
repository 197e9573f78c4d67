// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path SOURCE =
      Path.of("src/test/java/org/openmsrp/integration/ReadmeProgram.java");
  private static final String CPIM_SOURCE =
      "msrp-session/src/test/java/org/openmsrp/session/CpimExample.java";
  private static final Path STRANGERS_TEST =
      Path.of("src/it/consumers/testkit/src/test/java/org/example/BodyCounterTest.java");

  @Test
  void program_inReadme_isTheOneThatIsCompiled() throws IOException {
    String readme = Files.readString(ROOT.resolve("README.md"));
    String shown = between(readme, "```java\n", "```");
    String compiled = between(Files.readString(SOURCE), "// README begins\n", "    // README ends");
    assertThat(shown).isEqualTo(unindented(compiled, 4));
  }

  @Test
  void example_ofCpimPage_isTheOneThatIsCompiled() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/cpim.md"));
    String source = Files.readString(ROOT.resolve(CPIM_SOURCE));
    String compiled = between(source, "// Example begins\n", "  // Example ends");
    assertThat(between(page, "```java\n", "```")).isEqualTo(unindented(compiled, 2));
  }

  private static String unindented(String code, int spaces) {
    return code.lines()
        .map(line -> line.substring(Math.min(spaces, line.length())))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void example_ofTestkitPage_isTheOneThatAStrangerRuns() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/testkit.md"));
    String shown = between(page, "```java\n", "```");
    assertThat(shown).startsWith("class BodyCounterTest {");
    assertThat(Files.readString(STRANGERS_TEST)).endsWith(shown);
  }

  @Test
  void program_run_sendsTheMessage() {
    PrintStream before = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      ReadmeProgram.main(new String[0]);
    } finally {
      System.setOut(before);
    }
    assertThat(output.toString(StandardCharsets.UTF_8).lines())
        .contains("Accepted[octets=16, reportMissing=false]");
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }
}
