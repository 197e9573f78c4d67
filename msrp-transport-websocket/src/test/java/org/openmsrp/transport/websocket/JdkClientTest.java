// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.spi.TlsEngines;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.testkit.tls.TestPki;

/** A client that is not ours: the JDK's. */
class JdkClientTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static ThreadPoolExecutor threads;
  private static HttpClient client;

  private static final class Inbox implements WebSocket.Listener {
    final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
    final CompletableFuture<Integer> closed = new CompletableFuture<>();

    private final StringBuilder begun = new StringBuilder();

    /** The JDK hands over what has come, wherever a read has cut it. */
    @Override
    public CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
      begun.append(StandardCharsets.UTF_8.decode(data));
      if (last) {
        messages.add(begun.toString());
        begun.setLength(0);
      }
      socket.request(1);
      return null;
    }

    @Override
    public CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
      closed.complete(code);
      return null;
    }
  }

  private static WebSocket connect(Served served, Inbox inbox) {
    return Served.get(
        client
            .newWebSocketBuilder()
            .subprotocols("msrp")
            .buildAsync(URI.create(served.endpoint().toString()), inbox));
  }

  /** Shared, since the JDK ends the threads of a client when it is collected. */
  @BeforeAll
  static void startClient() {
    threads = new ThreadPoolExecutor(2, 2, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>());
    threads.prestartAllCoreThreads();
    client =
        HttpClient.newBuilder()
            .executor(threads)
            .sslContext(new TlsEngines().of(TestPki.SERVER.trusting()))
            .build();
  }

  @AfterAll
  static void endClient() {
    threads.shutdown();
  }

  @Test
  @Conformance({"7977-4.1-01", "7977-4.2-01"})
  void jdkClient_textBinaryAndFragments_isUnderstoodAndAnswered() throws Exception {
    BindOptions how =
        BindOptions.DEFAULT.withTls(TestPki.SERVER.presenting(ClientCertificates.NONE));
    try (Served served = Served.at("/msrp", o -> o, how)) {
      Inbox inbox = new Inbox();
      WebSocket socket = connect(served, inbox);
      RecordingHandler server = served.accepted();

      assertThat(socket.getSubprotocol()).isEqualTo("msrp");
      Served.get(socket.sendText("whole ", true));
      Served.get(socket.sendText("in ", false));
      Served.get(socket.sendText("parts ", true));
      Served.get(socket.sendBinary(ByteBuffer.wrap(new byte[100_000]), false));
      Served.get(socket.sendBinary(ByteBuffer.wrap(new byte[100_000]), true));
      await().until(() -> server.frameEnds().equals(List.of(6L, 15L, 200_015L)));
      assertThat(served.text(server)).startsWith("whole in parts \0");

      server.connection().write(true, StandardCharsets.US_ASCII.encode("MSRP 1 200 OK"));
      assertThat(inbox.messages.poll(10, TimeUnit.SECONDS)).isEqualTo("MSRP 1 200 OK");

      Served.get(socket.sendPing(ByteBuffer.wrap(new byte[] {1})));
      Served.get(socket.sendClose(WebSocket.NORMAL_CLOSURE, "bye"));
      assertThat(Served.reason(server)).isEqualTo(new CloseReason.PeerClose());
      assertThat(Served.get(inbox.closed)).isEqualTo(1000);
    }
  }

  @Test
  void jdkClient_closeOfOurs_isAnOrderlyEndToBoth() {
    try (Served served = Served.plain()) {
      Inbox inbox = new Inbox();
      connect(served, inbox);
      RecordingHandler server = served.accepted();

      server.connection().close();

      assertThat(Served.get(inbox.closed)).isEqualTo(1000);
      assertThat(Served.reason(server)).isEqualTo(new CloseReason.LocalClose());
    }
  }
}
