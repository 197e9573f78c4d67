// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.testkit.scripted.ScriptedListener;
import org.openmsrp.testkit.scripted.ScriptedPeer;

class ReceiveCommandTest {

  private static final String ANY = "msrp://127.0.0.1:0;tcp";

  @TempDir private Path inbox;

  @Test
  void receive_ofTexts_printsThemAndEndsInOrder() {
    try (CommandRun receive = receive()) {
      CommandRun send =
          CommandRun.start(
              "send", "--remote", receive.path(), "--text", "Grüß dich 👩‍💻", "--text", "zwei");
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.eventNames())
          .containsExactly("listening", "bound", "message", "message", "closed");
      JsonNode message = receive.event("message");
      assertThat(message.get("text").asText()).isEqualTo("Grüß dich 👩‍💻");
      assertThat(message.get("type").asText()).isEqualTo("text/plain");
      assertThat(message.get("octets").asInt()).isEqualTo(23);
      assertThat(message.get("file").isNull()).isTrue();
      assertThat(receive.event("closed").get("reason").asText()).isEqualTo("closed-by-peer");
    }
  }

  @Test
  void receive_ofAFile_storesItUnderItsNameAndTellsItsHash() throws IOException {
    Path file =
        Contents.random(Files.createTempDirectory(inbox, "out").resolve("a.bin"), 3_000_000);
    try (CommandRun receive = receive()) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--success-report", "--remote", receive.path(), file.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      JsonNode message = receive.event("message");
      Path stored = Path.of(message.get("file").asText());
      assertThat(stored).isEqualTo(inbox.resolve("a.bin")).hasSameBinaryContentAs(file);
      assertThat(message.get("sha256").asText()).isEqualTo(Contents.sha256(file));
      assertThat(message.get("id")).isEqualTo(send.event("delivered").get("id"));
    }
  }

  @Test
  void receive_ofANameThatExists_overwritesNothing() throws IOException {
    Path file = Contents.random(Files.createTempDirectory(inbox, "out").resolve("a.bin"), 100);
    Files.writeString(inbox.resolve("a.bin"), "mine");
    try (CommandRun receive = receive()) {
      CommandRun.start("send", "--remote", receive.path(), file.toString()).status();
      receive.status();
      assertThat(inbox.resolve("a.bin")).hasContent("mine");
      assertThat(inbox.resolve("a (2).bin")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void receive_ofANameWithAPath_staysInTheDirectory() throws IOException {
    Path dir = Files.createDirectory(inbox.resolve("in"));
    try (CommandRun receive = receiveInto(dir);
        ScriptedPeer peer = Peers.boundTo(receive.path())) {
      String message =
          message(receive.path(), "mess1", "1-3/3")
              + "Content-Disposition: attachment; filename=\"../../up\u202etxt.exe\"\r\n"
              + "Content-Type: application/x-test\r\n\r\nabc\r\n-------m1m1m1$\r\n";
      peer.send(message.getBytes(UTF_8));
      receive.event("message");
      assertThat(Contents.names(dir)).containsExactly("up_txt.exe");
      assertThat(Contents.names(inbox)).containsExactly("in");
    }
  }

  @Test
  void receive_ofADeviceNameAndALongOne_storesFilesUnderHarmlessNames() throws IOException {
    Path dir = Files.createDirectory(inbox.resolve("in"));
    try (CommandRun receive = receiveInto(dir);
        ScriptedPeer peer = Peers.boundTo(receive.path())) {
      for (String name : new String[] {"NUL", "x".repeat(4_096) + ".txt"}) {
        peer.send(
            message(receive.path(), "mess" + name.length(), "1-3/3")
                + "Content-Disposition: attachment; filename=\""
                + name
                + "\"\r\nContent-Type: application/x-test\r\n\r\nabc\r\n-------m1m1m1$\r\n");
      }
      await().until(() -> receive.eventNames().stream().filter("message"::equals).count() == 2);
      assertThat(Contents.names(dir))
          .containsExactlyInAnyOrder("_NUL", "x".repeat(FileNames.LONGEST - 4) + ".txt");
    }
  }

  @Test
  void receive_withACount_endsAfterSoManyMessages() {
    try (CommandRun receive = receive("--count", "2")) {
      CommandRun send =
          CommandRun.start("send", "--remote", receive.path(), "--text=1", "--text=2");
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
    }
  }

  @Test
  void receive_ofFewerThanItsCount_fails() {
    try (CommandRun receive = receive("--count", "2")) {
      CommandRun.start("send", "--remote", receive.path(), "--text", "1").status();
      assertThat(receive.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    }
  }

  @Test
  void receive_fromAPeerThatVanishes_keepsThePartAndFails() throws IOException {
    try (CommandRun receive = receive()) {
      ScriptedPeer peer = Peers.boundTo(receive.path());
      peer.send(
          message(receive.path(), "mess1", "1-*/100000")
              + "Content-Disposition: attachment; filename=half.bin\r\n"
              + "Content-Type: application/octet-stream\r\n\r\n"
              + "x".repeat(50_000));
      await().until(() -> Contents.names(inbox).contains("half.bin.part"));
      peer.reset();
      assertThat(receive.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      JsonNode aborted = receive.event("aborted");
      assertThat(aborted.get("file").asText()).endsWith("half.bin.part");
      assertThat(aborted.get("octets").asLong())
          .isEqualTo(Files.size(inbox.resolve("half.bin.part")));
      assertThat(receive.event("closed").get("reason").asText()).isEqualTo("connection-failed");
      assertThat(receive.err()).isEmpty();
    }
  }

  @Test
  void receive_ofAMessageThatIsGivenUp_saysSoAndFails() {
    try (CommandRun receive = receive();
        ScriptedPeer peer = Peers.boundTo(receive.path())) {
      peer.send(
          message(receive.path(), "mess1", "1-*/100000")
              + "Content-Type: application/x-test\r\n\r\n"
              + "x".repeat(20_000)
              + "\r\n-------m1m1m1#\r\n");
      JsonNode aborted = receive.event("aborted");
      assertThat(aborted.get("reason").asText()).contains("gave the message up");
      peer.close();
      assertThat(receive.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    }
  }

  @Test
  void receive_ofATypeThatIsNotAccepted_refusesIt() {
    try (CommandRun receive = receive("--accept-types", "image/*,text/html")) {
      CommandRun send =
          CommandRun.start("send", "--json", "--remote", receive.path(), "--text", "hi");
      assertThat(send.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      JsonNode failed = send.event("failed");
      assertThat(failed.get("kind").asText()).isEqualTo("rejected");
      assertThat(failed.get("code").asInt()).isEqualTo(415);
    }
  }

  @Test
  void receive_onAPortInUse_saysSo() {
    try (ScriptedListener taken = ScriptedListener.listen()) {
      CommandRun run =
          CommandRun.start(
              "receive", "--local", "msrp://127.0.0.1:" + taken.endpoint().port() + ";tcp");
      assertThat(run.status()).isEqualTo(ExitStatus.NO_CONNECTION);
      assertThat(run.err()).singleElement().asString().contains("in use");
    }
  }

  @Test
  void receive_thatNobodyConnectsTo_endsInTime() {
    CommandRun run = CommandRun.start("receive", "--local", ANY, "--timeout", "0.2");
    assertThat(run.status()).isEqualTo(ExitStatus.NO_CONNECTION);
    assertThat(run.err()).containsExactly("msrp receive: no peer came in time");
  }

  @Test
  void receive_thatIsInterruptedBeforeAPeerComes_saysSo() {
    CommandRun receive = receive();
    receive.path();
    receive.interrupt();
    assertThat(receive.status()).isEqualTo(ExitStatus.NO_CONNECTION);
    assertThat(receive.err()).containsExactly("msrp receive: interrupted");
  }

  @Test
  void receive_thatIsInterruptedInASession_closesItInOrder() {
    try (CommandRun receive = receive();
        ScriptedPeer peer = Peers.boundTo(receive.path())) {
      receive.event("bound");
      receive.interrupt();
      peer.expectOrderlyEnd().close();
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.event("closed").get("reason").asText()).isEqualTo("closed-locally");
    }
  }

  @Test
  void receive_forPeople_printsSentences() {
    CommandRun receive = CommandRun.start("receive", "--local", ANY, "--dir", inbox.toString());
    String path = receive.line("listening on ").substring("listening on ".length());
    CommandRun send = CommandRun.start("send", "--remote", path, "--text", "zwei\nZeilen");
    assertThat(send.status()).isEqualTo(ExitStatus.OK);
    assertThat(receive.status()).isEqualTo(ExitStatus.OK);
    assertThat(receive.out())
        .contains("message: zwei", "    Zeilen", "closed: the peer closed the session");
    assertThat(send.line("text delivered")).contains("octets in");
  }

  private CommandRun receive(String... more) {
    return receiveInto(inbox, more);
  }

  private static CommandRun receiveInto(Path directory, String... more) {
    Stream<String> args =
        Stream.of("receive", "--json", "--local", ANY, "--dir", directory.toString());
    return CommandRun.start(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }

  private static String message(String path, String id, String range) {
    return "MSRP m1m1m1 SEND\r\nTo-Path: "
        + path
        + "\r\nFrom-Path: "
        + Peers.OWN
        + "\r\nMessage-ID: "
        + id
        + "\r\nByte-Range: "
        + range
        + "\r\n";
  }
}
