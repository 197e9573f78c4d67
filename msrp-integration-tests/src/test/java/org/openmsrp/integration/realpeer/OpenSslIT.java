// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.transport.netty.NettyOptions;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.netty.TlsProvider;
import org.openmsrp.transport.nio.NioTransport;

/** MSRP typed into {@code openssl s_client}. */
class OpenSslIT {

  @TempDir Path folder;

  /** A listener with TLS. */
  enum Listener {
    NIO,
    NETTY_JDK,
    NETTY_BORINGSSL;

    Transport open() {
      return switch (this) {
        case NIO -> new NioTransport();
        case NETTY_JDK -> netty(TlsProvider.JDK);
        case NETTY_BORINGSSL -> netty(TlsProvider.BORINGSSL);
      };
    }

    private static Transport netty(TlsProvider provider) {
      return new NettyTransport(NettyOptions.builder().threads(1).tlsProvider(provider).build());
    }
  }

  private record Serving(MsrpStack stack, MsrpServer server, Identity identity)
      implements AutoCloseable {
    String nobody() {
      return server.uri().toBuilder().sessionId("nobody").build().toString();
    }

    @Override
    public void close() {
      stack.close();
    }
  }

  private Serving serve(Listener listener) {
    Identity identity = Identity.make(folder, "dns:localhost");
    MsrpStack stack =
        MsrpStack.builder().transport(listener.open()).credentials(identity.credentials()).build();
    MsrpServer server = Ends.get(stack.server(MsrpUri.parse("msrps://localhost:0;tcp")));
    return new Serving(stack, server, identity);
  }

  private Peer client(Serving serving, String... options) {
    List<String> arguments = new ArrayList<>(List.of("s_client", "-crlf", "-verify_return_error"));
    arguments.addAll(List.of("-CAfile", serving.identity().certificateFile().toString()));
    arguments.addAll(List.of("-verify_hostname", "localhost"));
    int port = serving.server().uri().port().orElseThrow();
    arguments.addAll(List.of("-connect", "localhost:" + port));
    arguments.addAll(List.of(options));
    return Peer.start(folder, "openssl", arguments.toArray(String[]::new));
  }

  private static void awaitOutput(Peer peer, String text) {
    await().atMost(Ends.PATIENCE).untilAsserted(() -> assertThat(peer.output()).contains(text));
  }

  static Stream<Arguments> versions() {
    return Stream.of(Listener.values())
        .flatMap(
            listener ->
                Stream.of(
                    Arguments.of(listener, "-tls1_2", "TLSv1.2"),
                    Arguments.of(listener, "-tls1_3", "TLSv1.3")));
  }

  @ParameterizedTest
  @MethodSource("versions")
  void send_typedByHand_isAnswered(Listener listener, String option, String version) {
    try (Serving serving = serve(listener)) {
      Expectation expected = serving.server().expect(SessionOptions.DEFAULT);
      CompletionStage<MsrpChannel> channel = expected.completeWithAnyPeer();
      try (Peer openssl = client(serving, option)) {
        awaitOutput(openssl, "Verification: OK");
        assertThat(openssl.output()).contains("New, TLSv1.", "Cipher is");
        openssl.type(send("none", serving.nobody()));
        awaitOutput(openssl, "MSRP none 481");
        openssl.type(send("hand", expected.path().toString()));
        awaitOutput(openssl, "MSRP hand 200 OK");

        MsrpSession session = MsrpSession.builder(Ends.get(channel)).start();
        assertThat(session.connection().tls().orElseThrow().protocol()).isEqualTo(version);
        session.send("typed by nobody");
        awaitOutput(openssl, "typed by nobody");
      }
    }
  }

  private static String send(String id, String to) {
    return String.join(
        "\n",
        "MSRP " + id + " SEND",
        "To-Path: " + to,
        "From-Path: msrps://localhost:9/openssl;tcp",
        "Message-ID: " + id,
        "Byte-Range: 1-5/5",
        "Content-Type: text/plain",
        "",
        "Hello",
        "-------" + id + "$",
        "");
  }

  @ParameterizedTest
  @EnumSource(Listener.class)
  @Conformance({"8996-5-01", "8996-4-01"})
  void handshake_withTls11_isRefused(Listener listener) {
    try (Serving serving = serve(listener);
        Peer openssl = client(serving, "-tls1_1", "-cipher", "DEFAULT@SECLEVEL=0")) {
      awaitOutput(openssl, "alert protocol version");
      assertThat(openssl.output()).contains("Cipher is (NONE)");
    }
  }
}
