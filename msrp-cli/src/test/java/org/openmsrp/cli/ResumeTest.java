// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Conformance;

/** Transfers that go on where an earlier one broke off, and such as must not be too fast. */
class ResumeTest {

  private static final int SIZE = 5_000_000;

  @TempDir private Path directory;

  private Path file;
  private Path inbox;

  @BeforeEach
  void prepare() throws IOException {
    file = Contents.random(directory.resolve("a.bin"), SIZE);
    inbox = Files.createDirectory(directory.resolve("inbox"));
  }

  @Test
  @Conformance({"4975-5.4-17", "4975-5.4-21"})
  void transfer_thatIsInterrupted_goesOnInAnotherSession() throws IOException {
    String id;
    String octets;
    try (CommandRun receive = receive()) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--rate", "2M", "--remote", receive.path(), file.toString());
      await().until(() -> partSize() > 500_000);
      send.interrupt();
      assertThat(send.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      id = send.event("failed").get("id").asText();
      assertThat(send.event("failed").get("acknowledged").asLong()).isBetween(100_000L, SIZE - 1L);
      assertThat(receive.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      octets = receive.event("aborted").get("octets").asText();
      assertThat(octets).isEqualTo(String.valueOf(partSize()));
    }
    try (CommandRun receive = receive("--resume")) {
      CommandRun send =
          CommandRun.start(
              "send",
              "--json",
              "--success-report",
              "--resume",
              octets,
              "--message-id",
              id,
              "--remote",
              receive.path(),
              file.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      JsonNode message = receive.event("message");
      assertThat(message.get("id")).isEqualTo(TextNode.valueOf(id));
      assertThat(message.get("sha256").asText()).isEqualTo(Contents.sha256(file));
      assertThat(Contents.names(inbox)).containsExactly("a.bin");
      assertThat(inbox.resolve("a.bin")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void abort_ofAFile_tellsTheReceiverHowToGoOn() throws IOException {
    CommandRun receive =
        CommandRun.start("receive", "--local", "msrp://127.0.0.1:0;tcp", "--dir", inbox.toString());
    String path = receive.line("listening on").replaceFirst(".* ", "");
    CommandRun send = CommandRun.start("send", "--rate", "2M", "--remote", path, file.toString());
    await().until(() -> partSize() > 500_000);
    send.interrupt();
    assertThat(send.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    assertThat(receive.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    assertThat(receive.line("aborted after")).endsWith("--resume " + partSize());
  }

  @Test
  void resume_ofWhatTheReceiverDoesNotHave_isRefusedAtOnce() throws IOException {
    Files.write(inbox.resolve("a.bin.part"), new byte[10]);
    assertRefused("no such part of a.bin is here", "--resume");
    assertThat(Contents.names(inbox)).containsExactly("a.bin.part");
  }

  @Test
  void resume_thatTheReceiverWasNotAskedFor_isRefusedAtOnce() throws IOException {
    Files.write(inbox.resolve("a.bin.part"), new byte[SIZE]);
    assertRefused("no such part of a.bin was to be resumed");
  }

  private void assertRefused(String reason, String... more) {
    try (CommandRun receive = receive(more)) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--resume=100000", "--remote", receive.path(), file.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      assertThat(send.event("failed").get("code").asInt()).isEqualTo(413);
      assertThat(receive.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      assertThat(receive.event("aborted").get("reason").asText()).contains(reason);
    }
  }

  @Test
  void resume_behindTheEndOfTheFile_isWrongUsage() {
    CommandRun send =
        CommandRun.start(
            "send", "--resume", "9000000", "--remote", "msrp://127.0.0.1:1/x;tcp", file.toString());
    assertThat(send.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(send.err()).singleElement().asString().contains("has only 5000000 octets");
  }

  @Test
  void resume_ofSeveralFiles_isWrongUsage() {
    CommandRun send =
        CommandRun.start(
            "send",
            "--resume=1",
            "--remote=msrp://127.0.0.1:1/x;tcp",
            file.toString(),
            file.toString());
    assertThat(send.status()).isEqualTo(ExitStatus.USAGE);
  }

  @Test
  void rate_ofASender_isKept() throws IOException {
    Path small = Contents.random(directory.resolve("small"), 200_000);
    try (CommandRun receive = receive()) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--rate", "400k", "--remote", receive.path(), small.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(send.event("delivered").get("seconds").asDouble()).isGreaterThan(0.4);
    }
  }

  @Test
  void files_atOnce_goSideBySide() throws IOException {
    Path large = Contents.random(directory.resolve("large"), 300_000);
    Path small = Contents.random(directory.resolve("small"), 100_000);
    try (CommandRun receive = receive()) {
      CommandRun send =
          CommandRun.start(
              "send",
              "--json",
              "--rate",
              "1M",
              "--at-once",
              "2",
              "--remote",
              receive.path(),
              large.toString(),
              small.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      assertThat(send.event("delivered").get("octets").asInt()).isEqualTo(100_000);
      assertThat(Contents.names(inbox)).containsExactly("large", "small");
    }
  }

  private long partSize() throws IOException {
    Path part = inbox.resolve("a.bin.part");
    return Files.exists(part) ? Files.size(part) : 0;
  }

  private CommandRun receive(String... more) {
    Stream<String> args =
        Stream.of(
            "receive", "--json", "--local", "msrp://127.0.0.1:0;tcp", "--dir", inbox.toString());
    return CommandRun.start(Stream.concat(args, Arrays.stream(more)).toArray(String[]::new));
  }
}
