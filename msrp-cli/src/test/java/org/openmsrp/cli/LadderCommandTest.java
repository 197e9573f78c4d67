// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.capture.Recording;

class LadderCommandTest {

  @TempDir private Path directory;

  @Test
  void captureOfTwoCommands_isDrawn() throws IOException {
    Path capture = directory.resolve("traffic.pcapng");
    CommandRun receive =
        CommandRun.start(
            "receive",
            "--json",
            "--dir",
            directory.toString(),
            "--local",
            "msrp://127.0.0.1:0;tcp",
            "--capture",
            capture.toString());
    String path = receive.path();
    CommandRun send = CommandRun.start("send", "--remote", path, "--text", "Hello");
    assertThat(send.status()).isEqualTo(ExitStatus.OK);
    assertThat(receive.status()).isEqualTo(ExitStatus.OK);

    assertThat(Recording.of(capture).frames()).hasSize(4);
    CommandRun ladder = CommandRun.start("ladder", "--width", "110", capture.toString());
    assertThat(ladder.status()).isEqualTo(ExitStatus.OK);
    assertThat(ladder.line("text/plain")).contains("SEND · ", " · 1-5/5 · $ · 5 B", "▶│");
    assertThat(ladder.out()).filteredOn(line -> line.contains("◀─")).hasSize(2);
  }

  @Test
  void page_isWrittenWhole() throws IOException {
    Path capture = directory.resolve("traffic.pcapng");
    Path file = Files.write(directory.resolve("f"), new byte[1000]);
    CommandRun demo =
        CommandRun.start("demo", "--file", file.toString(), "--capture", capture.toString());
    assertThat(demo.status()).isEqualTo(ExitStatus.OK);
    Path page = directory.resolve("ladder.html");

    CommandRun ladder = CommandRun.start("ladder", "--html", page.toString(), capture.toString());

    assertThat(ladder.status()).isEqualTo(ExitStatus.OK);
    assertThat(Files.readString(page)).contains("415", "REPORT", "</svg>\n</html>");
  }

  @Test
  void file_thatIsNoCapture_isWrongUsage() throws IOException {
    Path file = Files.writeString(directory.resolve("noise"), "nothing that is a capture");
    CommandRun run = CommandRun.start("ladder", file.toString());
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).singleElement().asString().contains("neither pcapng nor pcap");
  }

  @Test
  void capture_intoAFolderThatIsMissing_isWrongUsage() {
    CommandRun run =
        CommandRun.start("demo", "--capture", directory.resolve("none/x.pcapng").toString());
    assertThat(run.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(run.err()).singleElement().asString().contains("x.pcapng: can't be written");
  }
}
