// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** Two sessions over WebSockets, end to end: chat, empty messages, and a file. */
@ExtendWith(NothingLeft.class)
class WebSocketSessionTest {

  private static final int FILE_OCTETS = 4 * 1024 * 1024;

  @TempDir Path folder;

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }

  private static MsrpStack stack() throws GeneralSecurityException, IOException {
    WebSocketOptions options = WebSocketOptions.builder().plainAllowed(true).build();
    return MsrpStack.builder()
        .transport(new WebSocketTransport(options))
        .credentials(credentials())
        .build();
  }

  private static TlsCredentials credentials() throws GeneralSecurityException, IOException {
    char[] password = "changeit".toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = WebSocketSessionTest.class.getResourceAsStream("server.p12")) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, password);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(store);
    return new TlsCredentials(
        Optional.of((X509ExtendedKeyManager) keys.getKeyManagers()[0]),
        (X509ExtendedTrustManager) trust.getTrustManagers()[0],
        true,
        ClientCertificates.NONE);
  }

  private record Ends(MsrpSession alice, MsrpSession bob, BlockingQueue<IncomingMessage> atBob) {}

  private static Ends open(MsrpStack stack, String uri) {
    BlockingQueue<IncomingMessage> atBob = new LinkedBlockingQueue<>();
    DirectAcceptor acceptor = stack.acceptor();
    DirectConnector connector = stack.connector();
    MsrpPath bobPath = join(acceptor.prepare(MsrpUri.parse(uri)));
    String own = uri.replaceFirst("//.*", "//df7jal23ls0d.invalid:2855/98cjs;ws");
    MsrpPath alicePath = join(connector.prepare(MsrpUri.parse(own)));
    CompletionStage<MsrpChannel> bobChannel = acceptor.complete(alicePath);
    MsrpChannel aliceChannel = join(connector.complete(bobPath));
    MsrpSession bob = MsrpSession.builder(join(bobChannel)).handler(atBob::add).start();
    return new Ends(MsrpSession.builder(aliceChannel).start(), bob, atBob);
  }

  @ParameterizedTest
  @ValueSource(strings = {"msrp://127.0.0.1:0/bob;ws", "msrps://127.0.0.1:0/bob;ws"})
  @Conformance({"7977-6-03", "7977-App.A-01", "7977-5.2.1-01"})
  void sessions_overWebSocket_exchangeTextNothingAndAFile(String uri) throws Exception {
    byte[] content = new byte[FILE_OCTETS];
    new Random(7977).nextBytes(content);
    Path sent = Files.write(folder.resolve("sent"), content);
    Path received = folder.resolve("received");
    try (MsrpStack stack = stack()) {
      Ends ends = open(stack, uri);
      assertThat(ends.alice().connection().framing()).isEqualTo(Framing.MESSAGE);
      assertThat(ends.alice().connection().tls().isPresent()).isEqualTo(uri.startsWith("msrps"));

      assertThat(join(ends.alice().send("Hello, Bob! 👋"))).isInstanceOf(Delivery.Accepted.class);
      assertThat(join(take(ends).text())).isEqualTo("Hello, Bob! 👋");
      assertThat(join(ends.alice().send(""))).isInstanceOf(Delivery.Accepted.class);
      assertThat(join(take(ends).text())).isEmpty();

      CompletionStage<Delivery> fate = ends.alice().send(OutgoingFile.of(sent)).delivery();
      assertThat(join(take(ends).transferTo(received))).isEqualTo(FILE_OCTETS);
      assertThat(join(fate)).isEqualTo(new Delivery.Delivered(FILE_OCTETS));
      assertThat(received).hasBinaryContent(content);

      ends.alice().close();
      join(ends.bob().ended());
    }
  }

  private static IncomingMessage take(Ends ends) throws InterruptedException {
    IncomingMessage message = ends.atBob().poll(20, TimeUnit.SECONDS);
    assertThat(message).as("a message in time").isNotNull();
    return message;
  }
}
