// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher and the packaged jar, in processes of their own with small heaps. */
class MsrpProcessesIT {

  private static final Path LAUNCHER = Path.of("..", "msrp");
  private static final int SIZE = 200_000_000;
  private static final int PATIENCE_SECONDS = 120;

  @TempDir private Path directory;

  @Test
  void sendAndReceive_inTwoProcesses_moveAFileLargerThanTheirHeaps() throws Exception {
    Path file = Contents.random(directory.resolve("größe.bin"), SIZE);
    Process receive =
        msrp("receive", "--json", "--local", "msrp://127.0.0.1:0;tcp", "--dir", inbox());
    try (BufferedReader events = receive.inputReader()) {
      String path = field(events.readLine(), "path");
      Process send = msrp("send", "--success-report", "--remote", path, file.toString());
      assertThat(status(send)).isZero();
      assertThat(status(receive)).isZero();
      String message =
          events.lines().filter(line -> line.contains("sha256")).findFirst().orElse("");
      assertThat(field(message, "sha256")).isEqualTo(Contents.sha256(file));
      assertThat(Path.of(inbox(), "größe.bin")).hasSameBinaryContentAs(file);
    } finally {
      receive.destroy();
    }
  }

  @Test
  void signal_reachesTheVirtualMachine_andEndsItInOrder() throws Exception {
    Process receive = msrp("receive", "--json", "--local", "msrp://127.0.0.1:0;tcp");
    try (BufferedReader events = receive.inputReader()) {
      assertThat(events.readLine()).contains("listening");
      receive.destroy();
      assertThat(receive.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(receive.children()).isEmpty();
    }
  }

  private String inbox() {
    return directory.resolve("inbox").toString();
  }

  private Process msrp(String... args) throws IOException {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().put("MSRP_JAVA_OPTS", "-Xmx64m");
    builder.redirectError(Files.createTempFile(directory, "stderr", "").toFile());
    return builder.start();
  }

  private static int status(Process process) throws InterruptedException {
    assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  private static String field(String json, String name) {
    int from = json.indexOf("\"" + name + "\":\"") + name.length() + 4;
    return json.substring(from, json.indexOf('"', from));
  }
}
