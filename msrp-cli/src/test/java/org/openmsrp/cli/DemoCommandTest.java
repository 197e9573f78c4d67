// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DemoCommandTest {

  @TempDir private Path directory;

  @Test
  void demo_ofAFile_holdsInEveryStep() throws IOException {
    Path file = directory.resolve("small.bin");
    Files.write(file, new byte[300_000]);
    CommandRun run = CommandRun.start("demo", "--file", file.toString());
    assertThat(run.status()).as("%s", run.out()).isEqualTo(ExitStatus.OK);
    assertThat(run.out()).hasSizeGreaterThan(7);
    assertThat(run.out().subList(0, run.out().size() - 1))
        .allSatisfy(line -> assertThat(line).startsWith("✔ "));
    assertThat(run.line("file with success report")).contains("300,000 octets", "sha256");
    assertThat(run.line("chat to Bob")).contains("🚀");
    assertThat(run.line("does not take")).contains("415");
    assertThat(run.err()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"nio, --tls", "netty, --tls", "websocket, --tls", "netty, -v", "websocket, -v"})
  void demo_onAnyTransport_holdsInEveryStep(String transport, String option) throws IOException {
    Path file = Contents.random(directory.resolve("small.bin"), 300_000);
    CommandRun run =
        CommandRun.start("demo", "--transport", transport, option, "--file", file.toString());
    assertThat(run.status()).as("%s", run.out()).isEqualTo(ExitStatus.OK);
    assertThat(run.line("steps held"))
        .startsWith(option.equals("--tls") ? transport + " with TLS: " : transport + ": ");
  }

  @Test
  void demo_throughARelay_holdsInEveryStep() throws IOException {
    Path file = Contents.random(directory.resolve("small.bin"), 300_000);

    CommandRun run = CommandRun.start("demo", "--relay", "--file", file.toString());

    assertThat(run.status()).as("%s", run.out()).isEqualTo(ExitStatus.OK);
    assertThat(run.line("steps held")).contains("relay");
  }

  @Test
  void demo_ofAllTransportsWithTls_isWrongUsage() {
    CommandRun run = CommandRun.start("demo", "--transport", "all", "--tls");
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void demo_thatIsInterrupted_failsAndSaysSo() {
    CommandRun run = CommandRun.start("demo");
    run.interrupt();
    assertThat(run.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    assertThat(String.join("", run.out()) + run.err()).contains("interrupted");
  }
}
