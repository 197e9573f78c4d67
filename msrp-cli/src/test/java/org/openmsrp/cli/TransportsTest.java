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
import org.junit.jupiter.params.provider.ValueSource;

/** Every transport that a command offers, with TLS and without, and what TLS refuses. */
class TransportsTest {

  private static final String SECURE = "msrps://127.0.0.1:0;tcp";

  @TempDir private Path directory;

  @ParameterizedTest
  @CsvSource({
    "nio, netty, msrp://127.0.0.1:0;tcp",
    "netty, nio, msrp://127.0.0.1:0;tcp",
    "nio, netty, msrps://127.0.0.1:0;tcp",
    "netty, nio, msrps://127.0.0.1:0;tcp",
    "nio, nio, msrp://127.0.0.1:0;ws",
    "nio, nio, msrps://127.0.0.1:0;ws"
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
  void peer_withoutAKnownAuthority_isRefused() {
    try (CommandRun receive = receive(SECURE)) {
      CommandRun send = CommandRun.start("send", "--remote", receive.path(), "--text", "hi");
      assertRefused(send);
    }
  }

  @Test
  void peer_withAnotherFingerprint_isRefused() {
    try (CommandRun receive = receive(SECURE)) {
      CommandRun send =
          CommandRun.start(
              "send",
              "--remote",
              receive.path(),
              "--text",
              "hi",
              "--fingerprint",
              "sha-256 " + "00:".repeat(31) + "00");
      assertRefused(send);
    }
  }

  @Test
  void peer_unchecked_isTakenIfTheUserSaysSo() {
    try (CommandRun receive = receive(SECURE)) {
      CommandRun send =
          CommandRun.start("send", "--insecure", "--remote", receive.path(), "--text", "hi");
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
    }
  }

  @Test
  void peer_withoutTls_isRefusedByASecureListener() {
    try (CommandRun receive = receive(SECURE)) {
      String plain = receive.path().replace("msrps:", "msrp:");
      CommandRun send = CommandRun.start("send", "--timeout=5", "--remote", plain, "--text", "hi");
      assertRefused(send);
      assertThat(receive.running()).isTrue();
    }
  }

  @Test
  void client_withoutACertificate_isRefusedWhereOneIsRequired() {
    try (CommandRun receive = receive(SECURE, "--client-cert", "required", "--insecure")) {
      CommandRun send = send(receive, "--text", "hi");
      assertThat(send.status()).isEqualTo(ExitStatus.NO_CONNECTION);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--insecure",
        "--fingerprint=sha-256 00",
        "--fingerprint=x",
        "--tls-cert=/no/where"
      })
  void options_thatCanNotBeMeant_areWrongUsage(String option) {
    CommandRun send =
        CommandRun.start("send", "--remote", "msrp://127.0.0.1:1/x;tcp", "--text=hi", option);
    assertThat(send.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(send.err()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--tls-cert=/no/where", "--ca=/no/where", "--tls-key=/no/where"})
  void files_thatCanNotBeRead_areNamed(String option) {
    CommandRun send =
        CommandRun.start("send", "--remote", "msrps://127.0.0.1:1/x;tcp", "--text=hi", option);
    assertThat(send.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(send.err()).hasSize(1);
  }

  @Test
  void transport_thatIsUnknown_isWrongUsage() {
    CommandRun send =
        CommandRun.start(
            "send", "--remote", "msrp://127.0.0.1:1/x;tcp", "--text=hi", "--transport=x");
    assertThat(send.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(send.err()).singleElement().asString().contains("nio, netty");
  }

  private static void assertRefused(CommandRun send) {
    assertThat(send.status()).isEqualTo(ExitStatus.NO_CONNECTION);
    assertThat(send.err()).singleElement().asString().isNotEmpty();
  }

  private static CommandRun send(CommandRun receive, String... more) {
    Stream<String> args = Stream.of("send", "--remote", receive.path());
    if (receive.event("listening").has("fingerprint")) {
      String fingerprint = receive.event("listening").get("fingerprint").asText();
      args = Stream.concat(args, Stream.of("--fingerprint", fingerprint));
    }
    return CommandRun.start(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }

  private CommandRun receive(String uri, String... more) {
    String in = directory.resolve("in").toString();
    Stream<String> args = Stream.of("receive", "--json", "--local", uri, "--dir", in);
    return CommandRun.start(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }
}
