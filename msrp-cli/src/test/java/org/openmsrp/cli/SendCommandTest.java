// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.testkit.scripted.ScriptedListener;
import org.openmsrp.testkit.scripted.ScriptedPeer;

class SendCommandTest {

  @TempDir private Path directory;

  @Test
  void send_withASuccessReport_saysThatThePeerConfirmed() {
    try (CommandRun receive = receive()) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--success-report", "--remote", receive.path(), "--text", "hi");
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      JsonNode delivered = send.event("delivered");
      assertThat(delivered.get("octets").asInt()).isEqualTo(2);
      assertThat(delivered.get("reported").asBoolean()).isTrue();
      assertThat(delivered.get("seconds").asDouble()).isBetween(0.0, 30.0);
      assertThat(delivered.get("id").asText()).isNotEmpty();
      assertThat(send.eventNames()).containsExactly("bound", "delivered", "closed");
    }
  }

  @Test
  void send_withoutAnswers_isDeliveredWithoutReport() {
    try (CommandRun receive = receive()) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--failure-report", "no", "--remote", receive.path(), "--text=hi");
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(send.event("delivered").get("reported").asBoolean()).isFalse();
      assertThat(receive.event("message").get("text").asText()).isEqualTo("hi");
    }
  }

  @Test
  void send_ofSeveralFiles_deliversThemInOrder() throws IOException {
    Path one = Contents.random(directory.resolve("one"), 200_000);
    Path two = Contents.random(directory.resolve("two"), 0);
    Path three = Contents.random(directory.resolve("three"), 1);
    try (CommandRun receive = receive("--dir", directory.resolve("in").toString())) {
      CommandRun send =
          CommandRun.start(
              "send",
              "--json",
              "--success-report",
              "--remote",
              receive.path(),
              one.toString(),
              two.toString(),
              three.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(send.eventNames())
          .containsExactly("bound", "delivered", "delivered", "delivered", "closed");
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      assertThat(Contents.names(directory.resolve("in"))).containsExactly("one", "three", "two");
    }
  }

  @Test
  void send_inSmallChunks_arrivesWhole() throws IOException {
    Path file = Contents.random(directory.resolve("file"), 100_000);
    try (CommandRun receive = receive("--dir", directory.resolve("in").toString())) {
      CommandRun send =
          CommandRun.start(
              "send", "--chunk-size", "2048", "--remote", receive.path(), file.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.status()).isEqualTo(ExitStatus.OK);
      assertThat(directory.resolve("in/file")).hasSameBinaryContentAs(file);
    }
  }

  @Test
  void send_ofATextOfAnotherType_arrivesAsAFile() throws IOException {
    try (CommandRun receive = receive("--dir", directory.toString())) {
      CommandRun send =
          CommandRun.start(
              "send", "--type", "application/json", "--remote", receive.path(), "--text", "{}");
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.event("message").get("type").asText()).isEqualTo("application/json");
      assertThat(directory.resolve("message")).hasContent("{}");
    }
  }

  @Test
  void send_withTheUriThatThePeerExpects_isBound() {
    String own = "msrp://127.0.0.1:7777/alice;tcp";
    try (CommandRun receive = receive("--remote", own)) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--local", own, "--remote", receive.path(), "--text", "hi");
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(receive.event("bound").get("path").asText()).isEqualTo(own);
    }
  }

  @Test
  void send_withAUriThatThePeerDoesNotExpect_isRefused() {
    try (CommandRun receive = receive("--remote", "msrp://127.0.0.1:7777/alice;tcp")) {
      CommandRun send = CommandRun.start("send", "--remote", receive.path(), "--text", "hi");
      assertThat(send.status()).isEqualTo(ExitStatus.NO_CONNECTION);
      assertThat(send.err()).singleElement().asString().contains("481");
      assertThat(receive.running()).isTrue();
    }
  }

  @Test
  void send_toAPortWhereNobodyListens_saysSo() {
    ScriptedListener closed = ScriptedListener.listen();
    String path = Peers.path(closed);
    closed.close();
    CommandRun send = CommandRun.start("send", "--remote", path, "--text=hi");
    assertThat(send.status()).isEqualTo(ExitStatus.NO_CONNECTION);
    assertThat(send.err()).singleElement().asString().contains("refused");
  }

  @Test
  void send_toAPeerThatDoesNotAnswer_endsInTime() {
    try (ScriptedListener listening = ScriptedListener.listen()) {
      CommandRun send =
          CommandRun.start("send", "--timeout=0.3", "--remote", Peers.path(listening), "--text=hi");
      assertThat(send.status()).isEqualTo(ExitStatus.NO_CONNECTION);
      assertThat(send.err()).singleElement().asString().contains("in time");
    }
  }

  @Test
  void send_toAPeerThatStopsAnswering_timesOut() {
    try (ScriptedListener listening = ScriptedListener.listen()) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--timeout=0.3", "--remote", Peers.path(listening), "--text=hi");
      try (ScriptedPeer peer = Peers.boundFrom(listening)) {
        assertThat(send.event("failed").get("kind").asText()).isEqualTo("timed-out");
        peer.expectRequest(MsrpMethod.SEND);
      }
      assertThat(send.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    }
  }

  @Test
  void send_toAPeerThatVanishes_failsEachFile() throws IOException {
    Path file = Contents.random(directory.resolve("file"), 10_000_000);
    try (ScriptedListener listening = ScriptedListener.listen()) {
      CommandRun send =
          CommandRun.start(
              "send",
              "--json",
              "--remote",
              Peers.path(listening),
              file.toString(),
              file.toString());
      Peers.boundFrom(listening).expect("\r\n\r\n").reset();
      assertThat(send.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      assertThat(send.eventNames()).containsExactly("bound", "failed", "failed", "closed");
      assertThat(send.event("failed").get("kind").asText()).isEqualTo("connection-lost");
      assertThat(send.event("failed").get("code").isNull()).isTrue();
      assertThat(send.event("closed").get("reason").asText()).isEqualTo("connection-failed");
    }
  }

  @Test
  void send_thatIsInterrupted_givesTheFileUp() throws IOException {
    Path file = Contents.random(directory.resolve("file"), 10_000_000);
    try (ScriptedListener listening = ScriptedListener.listen()) {
      CommandRun send =
          CommandRun.start("send", "--json", "--remote", Peers.path(listening), file.toString());
      try (ScriptedPeer peer = Peers.boundFrom(listening)) {
        peer.expect("\r\n\r\n");
        send.interrupt();
        assertThat(send.event("failed").get("kind").asText()).isEqualTo("aborted");
      }
      assertThat(send.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    }
  }

  @Test
  void send_onATerminal_drawsProgressOnStandardErrorOnly() throws IOException {
    Path file = Contents.random(directory.resolve("file"), 30_000_000);
    try (CommandRun receive = receive("--dir", directory.resolve("in").toString())) {
      CommandRun send =
          CommandRun.startOnTerminal("send", "--remote", receive.path(), file.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(String.join("", send.err())).contains("file", "%");
      assertThat(String.join("", send.out())).doesNotContain("%");
    }
  }

  @Test
  void send_ofAFileThatCanNotBeRead_isWrongUsage() throws IOException {
    Path fifo = directory.resolve("secret");
    Files.createSymbolicLink(fifo, directory.resolve("nowhere"));
    CommandRun send =
        CommandRun.start("send", "--remote", "msrp://127.0.0.1:1/x;tcp", fifo.toString());
    assertThat(send.status()).isEqualTo(ExitStatus.USAGE);
  }

  private static CommandRun receive(String... more) {
    Stream<String> args = Stream.of("receive", "--json", "--local", "msrp://127.0.0.1:0;tcp");
    return CommandRun.start(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }
}
