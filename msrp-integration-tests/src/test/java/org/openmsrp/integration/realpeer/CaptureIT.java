// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.capture.Capture;
import org.openmsrp.capture.Recording;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** What this toolkit records, read by tshark. */
class CaptureIT {

  @TempDir private Path folder;

  static Stream<Arguments> ways() {
    Supplier<Transport> nio = NioTransport::new;
    Supplier<Transport> netty = NettyTransport::new;
    Supplier<Transport> webSocket =
        () -> new WebSocketTransport(WebSocketOptions.builder().plainAllowed(true).build());
    return Stream.of(
        Arguments.of(nio, "msrp://127.0.0.1:0;tcp"),
        Arguments.of(nio, "msrps://localhost:0;tcp"),
        Arguments.of(nio, "msrp://[::1]:0;tcp"),
        Arguments.of(netty, "msrp://127.0.0.1:0;tcp"),
        Arguments.of(webSocket, "msrp://127.0.0.1:0;ws"));
  }

  @ParameterizedTest
  @MethodSource("ways")
  void capture_ofASession_isDissectedFrameByFrame(Supplier<Transport> transport, String uri)
      throws Exception {
    Path file = folder.resolve("session.pcapng");
    try (Capture capture = Capture.to(file)) {
      converse(() -> capture.of(transport.get()), MsrpUri.parse(uri));
    }
    int frames = Recording.of(file).frames().size();
    assertThat(frames).isGreaterThan(8);
    assertThat(tshark(file, "msrp")).hasSize(frames);
    assertThat(tshark(file, "msrp.method == \"SEND\"")).hasSizeGreaterThan(3);
    assertThat(tshark(file, "_ws.malformed || tcp.analysis.flags")).isEmpty();
    assertThat(tshark(file, "tcp.checksum.status == 0 || ip.checksum.status == 0")).isEmpty();
  }

  private void converse(Supplier<Transport> transport, MsrpUri uri) throws Exception {
    TlsCredentials credentials = Identity.make(folder, "dns:localhost").credentials();
    SessionOptions options =
        SessionOptions.DEFAULT.withSecure(uri.scheme().secure()).withTransport(uri.transport());
    Supplier<MsrpStack> stacks =
        () -> MsrpStack.builder().transport(transport.get()).credentials(credentials).build();
    try (MsrpStack alice = stacks.get();
        MsrpStack bob = stacks.get()) {
      DirectAcceptor acceptor = bob.acceptor(options);
      DirectConnector connector = alice.connector(options);
      MsrpPath listening = join(acceptor.prepare(uri));
      acceptor
          .complete(join(connector.prepare()))
          .thenAccept(
              channel -> MsrpSession.builder(channel).handler(IncomingMessage::discard).start());
      MsrpSession session = MsrpSession.builder(join(connector.complete(listening))).start();
      join(session.send("Grüße"));
      join(
          session
              .send(OutgoingMessage.text("x".repeat(300_000)).withReports(ReportRequest.CONFIRMED))
              .delivery());
      join(session.send("bye"));
      join(session.shutdown(Duration.ofSeconds(5)));
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static List<String> tshark(Path file, String filter)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Peer.located("tshark"), "-n", "-r", file.toString()));
    command.addAll(List.of("-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"));
    command.addAll(List.of("-Y", filter));
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    assertThat(Files.size(file)).isPositive();
    return out.lines().toList();
  }
}
