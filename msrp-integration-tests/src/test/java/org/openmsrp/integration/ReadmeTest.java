// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ReadmeTest {

  private static final Path ROOT = Path.of("").toAbsolutePath().getParent();
  private static final Path SOURCE =
      Path.of("src/test/java/org/openmsrp/integration/ReadmeProgram.java");
  private static final Path SDP_SOURCE =
      Path.of("src/test/java/org/openmsrp/integration/SdpProgram.java");
  private static final Path CPIM_SOURCE =
      ROOT.resolve("msrp-session/src/test/java/org/openmsrp/session/CpimExample.java");
  private static final Path STRANGERS_TEST =
      Path.of("src/it/consumers/testkit/src/test/java/org/example/BodyCounterTest.java");

  @Test
  void program_inReadme_isTheOneThatIsCompiled() throws IOException {
    assertThat(shown("README.md"))
        .isEqualTo(compiled(SOURCE, "// README begins\n", "    // README ends"));
  }

  @Test
  void program_inSdpPage_isTheOneThatIsCompiled() throws IOException {
    assertThat(shown("docs/sdp.md"))
        .isEqualTo(compiled(SDP_SOURCE, "// Page begins\n", "    // Page ends"));
  }

  @Test
  void example_ofCpimPage_isTheOneThatIsCompiled() throws IOException {
    assertThat(shown("docs/cpim.md"))
        .isEqualTo(compiled(CPIM_SOURCE, "// Example begins\n", "  // Example ends"));
  }

  private static String shown(String page) throws IOException {
    return between(Files.readString(ROOT.resolve(page)), "```java\n", "```");
  }

  /** What stands between two marks, as far to the left as the second one. */
  private static String compiled(Path source, String begin, String end) throws IOException {
    int spaces = end.indexOf('/');
    return between(Files.readString(source), begin, end)
        .lines()
        .map(line -> line.substring(Math.min(spaces, line.length())))
        .collect(Collectors.joining("\n", "", "\n"));
  }

  @Test
  void example_ofTestkitPage_isTheOneThatAStrangerRuns() throws IOException {
    String shown = shown("docs/testkit.md");
    assertThat(shown).startsWith("class BodyCounterTest {");
    assertThat(Files.readString(STRANGERS_TEST)).endsWith(shown);
  }

  @Test
  void program_run_sendsTheMessage() {
    assertThat(outputOf(ReadmeProgram::main).lines())
        .contains("Accepted[octets=16, reportMissing=false]");
  }

  @Test
  void sdpProgram_run_sendsTheMessage() {
    assertThat(outputOf(SdpProgram::main).lines())
        .contains("Accepted[octets=11, reportMissing=false]");
  }

  private static String outputOf(Consumer<String[]> program) {
    PrintStream before = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      program.accept(new String[0]);
    } finally {
      System.setOut(before);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static String between(String text, String from, String to) {
    int start = text.indexOf(from) + from.length();
    return text.substring(start, text.indexOf(to, start));
  }
}
