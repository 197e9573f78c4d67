// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.testkit.scripted.ScriptedPeer;

class EchoCommandTest {

  @TempDir private Path directory;

  @Test
  void echo_ofATextAndAFile_sendsThemBack() throws IOException {
    Path file = Contents.random(directory.resolve("file"), 100_000);
    try (CommandRun echo = echo();
        ScriptedPeer peer = Peers.boundTo(echo.path())) {
      peer.send(
          "MSRP t1t1t1 SEND\r\nTo-Path: "
              + echo.path()
              + "\r\nFrom-Path: "
              + Peers.OWN
              + "\r\nMessage-ID: mess1\r\nByte-Range: 1-4/4\r\nFailure-Report: no\r\n"
              + "Content-Type: text/plain\r\n\r\nping\r\n-------t1t1t1$\r\n");
      peer.expect("Failure-Report: no").expect("\r\n\r\nping\r\n");
      assertThat(echo.event("message").get("text").asText()).isEqualTo("ping");
      assertThat(echo.event("delivered").get("octets").asInt()).isEqualTo(4);
      peer.close();
      assertThat(echo.status()).isEqualTo(ExitStatus.OK);
      assertThat(file).exists();
    }
  }

  @Test
  void echo_toASender_isPrintedThere() {
    try (CommandRun echo = echo()) {
      CommandRun send =
          CommandRun.start(
              "send", "--json", "--stay=1", "--remote", echo.path(), "--text=Grüße", "--text=2");
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(echo.status()).isEqualTo(ExitStatus.OK);
      assertThat(send.event("message").get("text").asText()).isEqualTo("Grüße");
    }
  }

  @Test
  void echo_ofWhatThePeerDoesNotTake_fails() throws IOException {
    Path file = Contents.random(directory.resolve("file"), 100_000);
    try (CommandRun echo = echo()) {
      CommandRun send =
          CommandRun.start("send", "--json", "--remote", echo.path(), file.toString());
      assertThat(send.status()).isEqualTo(ExitStatus.OK);
      assertThat(echo.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
      assertThat(echo.event("message").get("file").isNull()).isTrue();
    }
  }

  private static CommandRun echo() {
    return CommandRun.start("echo", "--json", "--local", "msrp://127.0.0.1:0;tcp");
  }
}
