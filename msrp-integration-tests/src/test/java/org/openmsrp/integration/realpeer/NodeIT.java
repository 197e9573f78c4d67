// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.AuthResponder;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** A page's script, run by Node, which has the WebSocket of browsers from 20.10 on. */
class NodeIT {

  private static final String BEHIND_A_FLAG = "--experimental-websocket";
  private static final Pattern GRANTED = Pattern.compile("granted (\\S+)");

  /** As the script has it. */
  private static final String PAGE = "msrps://page.invalid:2855/98cjs;ws";

  @TempDir Path folder;

  private Path script() throws IOException {
    Path file = folder.resolve("page.mjs");
    try (InputStream in = NodeIT.class.getResourceAsStream("page.mjs")) {
      Files.copy(in, file);
    }
    return file;
  }

  private Peer node(Identity identity, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add("NODE_EXTRA_CA_CERTS=" + identity.certificateFile());
    command.add(Peer.located("node"));
    if (knows(BEHIND_A_FLAG)) {
      command.add(BEHIND_A_FLAG);
    }
    command.add(script().toString());
    command.addAll(List.of(arguments));
    return Peer.start(folder, "env", command.toArray(String[]::new));
  }

  /** An older Node ends when it does not know a flag; then the script takes the package ws. */
  private static boolean knows(String flag) throws IOException, InterruptedException {
    return new ProcessBuilder(Peer.located("node"), flag, "-e", "0").start().waitFor() == 0;
  }

  private static void awaitOutput(Peer peer, String text) {
    await().atMost(Ends.PATIENCE).untilAsserted(() -> assertThat(peer.output()).contains(text));
  }

  private static String granted(Peer node) {
    awaitOutput(node, "granted msrps:");
    Matcher matcher = GRANTED.matcher(node.output());
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }

  @Test
  @Conformance({"7977-4.1-01", "7977-5.3.1-02"})
  void page_sendsAuthThenTalks_bothUnderstandEachOther() throws Exception {
    Identity identity = Identity.make(folder, "dns:localhost");
    try (MsrpStack stack =
        MsrpStack.builder()
            .transport(new WebSocketTransport())
            .credentials(identity.credentials())
            .build()) {
      MsrpServer server =
          Ends.get(
              stack.server(
                  MsrpUri.parse("msrps://localhost:0;ws"),
                  AuthResponder.trustingConnections(Duration.ofMinutes(15))));
      Expectation expected = server.expect(SessionOptions.DEFAULT);
      try (Peer node = node(identity, server.uri().toString(), expected.path().toString())) {
        talk(node, expected.complete(MsrpPath.parse(granted(node) + " " + PAGE)));
      }
    }
  }

  private static void talk(Peer node, CompletionStage<MsrpChannel> channel) throws Exception {
    BlockingQueue<IncomingMessage> received = new LinkedBlockingQueue<>();
    MsrpSession session = MsrpSession.builder(Ends.get(channel)).handler(received::add).start();
    IncomingMessage message = received.poll(20, TimeUnit.SECONDS);
    assertThat(message).as("%s", node.output()).isNotNull();
    assertThat(Ends.get(message.text())).isEqualTo("Hello from a page 👋");
    awaitOutput(node, "protocol msrp");
    awaitOutput(node, "answered 200 OK");

    assertThat(Ends.get(session.send("Hello, page 👋"))).isInstanceOf(Delivery.Accepted.class);
    awaitOutput(node, "received Hello, page 👋");
    session.close();
    awaitOutput(node, "refused sip");
  }
}
