// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {

  private static final String PEER = "msrp://127.0.0.1:1/s3ss10n;tcp";

  @TempDir private Path directory;

  @Test
  void help_ofTheProgram_listsEveryCommandAndExitStatus() {
    CommandRun run = CommandRun.start("--help");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.err()).isEmpty();
    assertThat(String.join("\n", run.out()))
        .contains("demo ", "receive ", "send ", "echo ", "decode ")
        .contains("0   everything was delivered", "3   no connection");
  }

  @ParameterizedTest
  @ValueSource(strings = {"demo", "receive", "send", "echo", "decode"})
  void help_ofACommand_isPrintedOnStandardOutput(String command) {
    CommandRun run = CommandRun.start(command, "--help");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.out().get(0)).startsWith("Usage: msrp " + command + " ");
    assertThat(run.out()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    assertThat(run.err()).isEmpty();
  }

  @Test
  void version_isOneLine() {
    CommandRun run = CommandRun.start("--version");
    assertThat(run.status()).isEqualTo(ExitStatus.OK);
    assertThat(run.out()).singleElement().asString().startsWith("msrp ");
  }

  @Test
  void noCommand_isWrongUsage() {
    assertMisuse("msrp: which command?");
  }

  @Test
  void unknownCommand_isNamed() {
    assertMisuse("'bogus'", "bogus");
  }

  @Test
  void unknownOption_isNamed() {
    assertMisuse("'--bogus'", "decode", "--bogus");
  }

  @Test
  void send_withoutPeer_saysWhatIsMissing() {
    assertMisuse("--remote", "send", "--text", "hi");
  }

  @Test
  void send_withoutContent_saysWhatIsMissing() {
    assertMisuse("--text", "send", "--remote", PEER);
  }

  @Test
  void send_toSomethingElse_showsWhatAUriLooksLike() {
    assertMisuse("msrp://host:2855/session;tcp", "send", "--remote", "bob@example", "--text", "hi");
  }

  @Test
  void send_toAUriWithoutSessionId_isRefused() {
    assertMisuse("no session id", "send", "--remote", "msrp://127.0.0.1:1;tcp", "--text", "hi");
  }

  @Test
  void send_ofAMissingFile_namesItBeforeItConnects() {
    assertMisuse("no such file: /no/where", "send", "--remote", PEER, "/no/where");
  }

  @Test
  void send_ofADirectory_saysSo() {
    assertMisuse("not a regular file", "send", "--remote", PEER, directory.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-3", "NaN", "soon"})
  void send_withAnImpossibleTimeout_isRefused(String timeout) {
    assertMisuse("seconds", "send", "--remote", PEER, "--timeout", timeout, "--text", "hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"2047", "-1", "many"})
  void send_withAnImpossibleChunkSize_isRefused(String size) {
    assertMisuse("--chunk-size", "send", "--remote", PEER, "--chunk-size", size, "--text", "hi");
  }

  @Test
  void send_withAnImpossibleFailureReport_listsTheThree() {
    assertMisuse("yes, no, partial", "send", "--remote", PEER, "--failure-report=x", "--text=hi");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text", "text/", "/plain", "a b/c"})
  void receive_withAnImpossibleType_isRefused(String type) {
    assertMisuse("--accept-types", "receive", "--local", PEER, "--accept-types", type);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "x"})
  void receive_withAnImpossibleCount_isRefused(String count) {
    assertMisuse("from 1 on", "receive", "--local", PEER, "--count", count);
  }

  @Test
  void receive_intoAFile_isRefused() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    assertMisuse("can't use the directory", "receive", "--local", PEER, "--dir", file.toString());
  }

  @Test
  void demo_ofAMissingFile_namesIt() {
    assertMisuse("/no/where", "demo", "--file", "/no/where");
  }

  @Test
  void decode_ofAMissingFile_namesIt() {
    assertMisuse("/no/where", "decode", "/no/where");
  }

  @Test
  void misuse_withControlCharacters_printsNone() {
    CommandRun run = CommandRun.start("\u001b[31mred\nline");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).singleElement().asString().doesNotContain("\u001b");
  }

  private static void assertMisuse(String part, String... args) {
    CommandRun run = CommandRun.start(args);
    assertThat(run.status()).as("status of %s", List.of(args)).isEqualTo(ExitStatus.USAGE);
    assertThat(run.out()).isEmpty();
    assertThat(run.err()).singleElement().asString().contains(part);
  }
}
