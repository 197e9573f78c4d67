// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every transport that a command offers. */
class TransportsTest {

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "nio, netty, msrp://127.0.0.1:0;tcp",
    "netty, nio, msrp://127.0.0.1:0;tcp",
    "nio, nio, msrp://127.0.0.1:0;ws"
  })
  void file_acrossTransports_arrives(String sender, String receiver, String uri)
      throws IOException {
    Path file = Contents.random(directory.resolve("file"), 500_000);
    try (CommandRun receive = receive(uri, "--transport", receiver)) {
      CommandRun send =
          send(receive, "--success-report", "--transport", sender, file.toString(), "--json");
      assertThat(send.status()).as("%s", send.err()).isEqualTo(ExitStatus.OK);
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      assertThat(directory.resolve("in/file")).hasSameBinaryContentAs(file);
      String scheme = uri.substring(0, uri.indexOf(':'));
      assertThat(receive.event("bound").get("path").asText())
          .startsWith(scheme + "://")
          .endsWith(uri.substring(uri.lastIndexOf(';')));
    }
  }

  @Test
  void transport_thatIsUnknown_isWrongUsage() {
    CommandRun send =
        CommandRun.start(
            "send", "--remote", "msrp://127.0.0.1:1/x;tcp", "--text=hi", "--transport=x");
    assertThat(send.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(send.err()).singleElement().asString().contains("nio, netty");
  }

  private static CommandRun send(CommandRun receive, String... more) {
    Stream<String> args = Stream.of("send", "--remote", receive.path());
    return CommandRun.start(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }

  private CommandRun receive(String uri, String... more) {
    String in = directory.resolve("in").toString();
    Stream<String> args = Stream.of("receive", "--json", "--local", uri, "--dir", in);
    return CommandRun.start(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }
}
