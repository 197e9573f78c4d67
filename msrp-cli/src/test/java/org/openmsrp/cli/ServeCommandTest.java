// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.testkit.scripted.ScriptedListener;
import org.openmsrp.testkit.scripted.ScriptedPeer;

class ServeCommandTest {

  @TempDir private Path directory;

  @Test
  void serve_offersEachSessionUnderAPathOfItsOwnOnOnePort() {
    try (CommandRun serve = serve("--sessions", "3")) {
      List<JsonNode> offers = offers(serve, 3);
      assertThat(offers).extracting(offer -> offer.get("session").asInt()).containsExactly(1, 2, 3);
      List<String> paths = offers.stream().map(offer -> offer.get("path").asText()).toList();
      assertThat(paths).doesNotHaveDuplicates();
      assertThat(paths.stream().map(path -> path.substring(0, path.lastIndexOf('/'))).distinct())
          .hasSize(1);
    }
  }

  @Test
  void serve_onceEachSessionIsOver_endsAndHasStoredWhatCame() throws IOException {
    Path file = Contents.random(directory.resolve("a.bin"), 100_000);
    Path inbox = directory.resolve("inbox");
    try (CommandRun serve = serve("--sessions", "2", "--once", "--dir", inbox.toString())) {
      for (JsonNode offer : offers(serve, 2)) {
        CommandRun send =
            CommandRun.start("send", "--remote", offer.get("path").asText(), file.toString());
        assertThat(send.status()).isEqualTo(ExitStatus.OK);
      }
      assertThat(serve.status()).isEqualTo(ExitStatus.OK);
      assertThat(Contents.names(inbox)).containsExactly("a (2).bin", "a.bin");
      assertThat(serve.event("message").get("session").asInt()).isEqualTo(1);
    }
  }

  @Test
  void serve_offersAPathAgain_whenItsPeerHasGone() {
    try (CommandRun serve = serve("--dir", directory.toString())) {
      String path = serve.path();
      for (int i = 0; i < 3; i++) {
        int before = i;
        await().until(() -> serve.eventNames().stream().filter("closed"::equals).count() == before);
        CommandRun send =
            CommandRun.start(
                "send", "--json", "--success-report", "--remote", path, "--text", "again");
        assertThat(send.status()).isEqualTo(ExitStatus.OK);
      }
      serve.interrupt();
      assertThat(serve.status()).isEqualTo(ExitStatus.OK);
    }
  }

  @Test
  void serve_withTwoPeersAtOnce_keepsThemApart() {
    try (CommandRun serve = serve("--sessions", "2", "--dir", directory.toString())) {
      List<JsonNode> offers = offers(serve, 2);
      String first = offers.get(0).get("path").asText();
      try (ScriptedPeer peer = Peers.boundTo(first)) {
        CommandRun other =
            CommandRun.start("send", "--remote", offers.get(1).get("path").asText(), "--text=hi");
        assertThat(other.status()).isEqualTo(ExitStatus.OK);
        CommandRun third = CommandRun.start("send", "--remote", first, "--text", "hi");
        assertThat(third.status()).isEqualTo(ExitStatus.NO_CONNECTION);
        assertThat(third.err()).singleElement().asString().contains("506");
        peer.reset();
      }
      await().until(() -> serve.eventNames().stream().filter("closed"::equals).count() == 2);
      serve.interrupt();
      assertThat(serve.status()).isEqualTo(ExitStatus.NOT_DELIVERED);
    }
  }

  @Test
  void serve_onAPortInUse_saysSo() {
    try (ScriptedListener taken = ScriptedListener.listen()) {
      CommandRun run =
          CommandRun.start(
              "serve", "--listen", "msrp://127.0.0.1:" + taken.endpoint().port() + ";tcp");
      assertThat(run.status()).isEqualTo(ExitStatus.NO_CONNECTION);
      assertThat(run.err()).singleElement().asString().contains("in use");
    }
  }

  @Test
  void serve_forPeople_numbersItsLines() {
    CommandRun serve = CommandRun.start("serve", "--listen", "msrp://127.0.0.1:0;tcp");
    assertThat(serve.line("listening on")).startsWith("[1] listening on msrp://127.0.0.1:");
    serve.interrupt();
    assertThat(serve.status()).isEqualTo(ExitStatus.OK);
  }

  private static List<JsonNode> offers(CommandRun serve, int count) {
    await().until(() -> serve.eventNames().size() >= count);
    return serve.events().subList(0, count);
  }

  private static CommandRun serve(String... more) {
    Stream<String> args = Stream.of("serve", "--json", "--listen", "msrp://127.0.0.1:0;tcp");
    return CommandRun.start(Stream.concat(args, Stream.of(more)).toArray(String[]::new));
  }
}
