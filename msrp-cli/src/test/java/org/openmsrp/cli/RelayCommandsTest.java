// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.testkit.relay.ExpiryRange;
import org.openmsrp.testkit.relay.RelayLimits;
import org.openmsrp.transport.nio.NioTransport;
import picocli.CommandLine;

/** Commands that go through a relay. */
class RelayCommandsTest {

  /** A test can't set a variable of its environment, but every environment has this one. */
  private static final String VARIABLE = "PATH";

  private NioTransport transport;
  private EmbeddedRelay relay;

  @BeforeEach
  void startRelay() {
    transport = new NioTransport();
    relay = start(ExpiryRange.DEFAULT);
  }

  private void restart(ExpiryRange expiry) {
    relay.close();
    relay = start(expiry);
  }

  private EmbeddedRelay start(ExpiryRange expiry) {
    String password = System.getenv(VARIABLE);
    return EmbeddedRelay.builder()
        .expiry(expiry)
        .listen(transport, Endpoint.tcp("127.0.0.1", 0))
        .user("alice", password)
        .user("bob", password)
        .limits(RelayLimits.DEFAULT.withFragment(12_000).withMaxBody(10_000))
        .start()
        .toCompletableFuture()
        .join();
  }

  @AfterEach
  void stopRelay() {
    relay.close();
    transport.close();
  }

  private String[] through(String user, String command, String... more) {
    List<String> arguments = new ArrayList<>(List.of(command, "--insecure-relay"));
    arguments.addAll(List.of("--relay", relay.uri().toString(), "--relay-user", user));
    arguments.addAll(List.of("--relay-password-env", VARIABLE));
    arguments.addAll(List.of(more));
    return arguments.toArray(String[]::new);
  }

  @Test
  void send_throughTheRelay_isConfirmedByWhoReceivesThere() {
    CommandRun receive =
        CommandRun.start(through("bob", "receive", "--json", "--count", "1", "--timeout", "20"));
    String path = receive.path();
    assertThat(path.split(" ")).hasSize(2);

    CommandRun send =
        CommandRun.start(through("alice", "send", "--remote", path, "--text", "hello"));

    assertThat(send.status()).isEqualTo(ExitStatus.OK);
    assertThat(send.out()).anyMatch(line -> line.contains("confirmed by the peer"));
    assertThat(receive.event("message").get("text").asText()).isEqualTo("hello");
    assertThat(receive.status()).isEqualTo(ExitStatus.OK);
  }

  @Test
  void chat_ofTwoBehindTheRelay_reachesEachOther() throws IOException {
    PipedOutputStream bobTypes = new PipedOutputStream();
    PipedOutputStream aliceTypes = new PipedOutputStream();
    CommandRun bob =
        CommandRun.startWithInput(new PipedInputStream(bobTypes), through("bob", "chat"));
    String path = bob.line("listening on").replaceFirst("^listening on ", "");
    CommandRun alice =
        CommandRun.startWithInput(
            new PipedInputStream(aliceTypes), through("alice", "chat", "--remote", path));
    alice.line("connected");

    aliceTypes.write("hello\n".getBytes(StandardCharsets.UTF_8));
    bob.line("< hello");
    alice.line("✔ hello");
    bobTypes.write("hi\n/quit\n".getBytes(StandardCharsets.UTF_8));
    alice.line("< hi");
    assertThat(bob.status()).isEqualTo(ExitStatus.OK);
    alice.close();
  }

  @Test
  void chat_withoutAnySide_isRefused() {
    CommandRun chat = CommandRun.start("chat");

    assertThat(chat.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(chat.err()).anyMatch(line -> line.contains("--listen, --remote, --relay"));
  }

  @Test
  void relayCheck_saysWhatTheRelayIsLikeAndNotThePassword() {
    CommandRun check = CommandRun.start(through("alice", "relay-check", "--timeout", "3"));

    assertThat(check.status()).isEqualTo(ExitStatus.OK);
    assertThat(check.out())
        .anyMatch(line -> line.startsWith("path: msrp://127.0.0.1:"))
        .anyMatch(line -> line.equals("expires: 900 s"))
        .anyMatch(line -> line.startsWith("round trip: "))
        .anyMatch(line -> line.matches("largest chunk: (9[78]|99)\\d\\d octets.*"))
        .anyMatch(line -> line.contains("an address in place of a name"));
    assertThat(check.out()).noneMatch(line -> line.contains(System.getenv(VARIABLE)));
  }

  @Test
  void relay_withoutTlsOrAccount_isRefused() {
    CommandRun plain =
        CommandRun.start(
            "relay-check",
            "--relay",
            relay.uri().toString(),
            "--relay-user",
            "alice",
            "--relay-password-env",
            VARIABLE);
    assertThat(plain.status()).isEqualTo(ExitStatus.NO_CONNECTION);
    assertThat(plain.err()).anyMatch(line -> line.contains("RFC 4976"));

    CommandRun nobody = CommandRun.start("relay-check", "--relay", relay.uri().toString());
    assertThat(nobody.status()).isEqualTo(ExitStatus.USAGE);
    assertThat(nobody.err()).anyMatch(line -> line.contains("--relay-user"));
  }

  @Test
  void commands_throughTheRelay_closeTheResolverThatTheyMade() {
    CommandRun receive =
        CommandRun.start(through("bob", "receive", "--json", "--count", "1", "--timeout", "20"));
    CommandRun send =
        CommandRun.start(through("alice", "send", "--remote", receive.path(), "--text", "hello"));
    CommandRun echo = CommandRun.start(through("bob", "echo", "--json"));
    echo.path();
    echo.interrupt();
    CommandRun chat = CommandRun.start(through("bob", "chat"));
    chat.line("listening on");
    chat.interrupt();
    CommandRun check = CommandRun.start(through("alice", "relay-check", "--timeout", "3"));

    assertThat(List.of(receive, send, echo, chat, check))
        .allSatisfy(
            run -> {
              run.status();
              assertThat(run.names().made()).isEqualTo(1);
              assertThat(run.names().closed()).isEqualTo(1);
            });
  }

  @Test
  void commands_whoseRelayRefuses_closeTheResolver() {
    CommandRun check = CommandRun.start(through("eve", "relay-check", "--timeout", "3"));

    assertThat(check.status()).isEqualTo(ExitStatus.NO_CONNECTION);
    assertThat(check.names().closed()).isEqualTo(1);
    assertThat(check.err()).anyMatch(line -> line.contains("refused with 40"));
  }

  @Test
  void receive_grantRenewedWhileNobodyCame_saysTheNewPathAndTakesWhoComesAlongIt() {
    restart(new ExpiryRange(1, 2, 2));
    CommandRun receive = CommandRun.start(through("bob", "receive", "--json", "--count", "1"));
    String first = receive.path();
    // The next grants last as long as the test may take.
    relay.expiry(ExpiryRange.DEFAULT);
    int soFar = listening(receive).size();
    await().atMost(Duration.ofSeconds(30)).until(() -> listening(receive).size() > soFar);
    String newest = listening(receive).get(listening(receive).size() - 1);
    assertThat(newest).isNotEqualTo(first);

    CommandRun send =
        CommandRun.start(through("alice", "send", "--remote", newest, "--text", "late"));

    assertThat(send.status()).isEqualTo(ExitStatus.OK);
    assertThat(receive.status()).isEqualTo(ExitStatus.OK);
  }

  private static List<String> listening(CommandRun run) {
    return run.completeEvents().stream()
        .filter(event -> event.get("event").asText().equals("listening"))
        .map(event -> event.get("path").asText())
        .toList();
  }

  @Test
  void connector_ofACommand_asksForAPathThatLasts() {
    restart(new ExpiryRange(1, 60, 7_200));
    RelayOptions options = new RelayOptions(console());
    new CommandLine(options).parseArgs(Arrays.copyOfRange(through("bob", ""), 1, 8));
    try (options;
        MsrpStack stack = MsrpStack.builder().transport(new NioTransport()).build()) {
      RelayConnector connector =
          options.connector(stack, RelayMode.PASSIVE, TransportOptions.options(options.uri()));
      connector.prepare().toCompletableFuture().join();

      assertThat(connector.grant().orElseThrow().lifetime()).contains(Duration.ofHours(2));
      connector.close();
    }
  }

  private static Console console() {
    return new Console(
        InputStream.nullInputStream(),
        System.out,
        System.err,
        false,
        new CompletableFuture<>(),
        new CountedResolvers()::newResolver);
  }

  @Test
  void relay_namedWrongly_isMisuseAndSaysWhatIsExpected() {
    for (String name : List.of("msrp:/relay", "relay example", "http://relay.example", "a:b")) {
      CommandRun check = CommandRun.start("relay-check", "--relay", name);

      assertThat(check.status()).as(name).isEqualTo(ExitStatus.USAGE);
      assertThat(check.err()).as(name).anyMatch(line -> line.contains("expected a domain or"));
    }
  }

  @Test
  void relay_namedByHostAndPort_isUsedWithTlsUnlessToldOtherwise() {
    RelayNameConverter converter = new RelayNameConverter();

    RelayName name = converter.convert("relay.example:2856");

    assertThat(name.uri(false)).hasToString("msrps://relay.example:2856;tcp");
    assertThat(name.uri(true)).hasToString("msrp://relay.example:2856;tcp");
    assertThat(converter.convert("msrps://relay.example;tcp").uri(true))
        .hasToString("msrps://relay.example;tcp");
  }
}
