// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.integration.matrix.Promptly.promptly;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tls.TestPki;

/** How TLS says no: within a second, each time. */
class TlsRefusalTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final String MSRP = "MSRP a786hjs2 SEND\r\nTo-Path: msrp://h:1/secretid;tcp\r\n";

  /** A ClientHello of TLS 1.1 with two of its cipher suites. */
  private static final String HELLO_1_1 =
      "160301002f0100002b0302" + "11".repeat(32) + "000004c014002f0100";

  /** A ServerHello that chooses TLS 1.1 and the first of these suites. */
  private static final String CHOSEN_1_1 =
      "160302002a020000260302" + "11".repeat(32) + "00" + "c01400";

  /** Suites with NULL, RC4 and DES, by RSA and by ECDHE. */
  private static final String BROKEN_SUITES = "003b000200050004c011c0070009001a";

  /** By ECDHE, with AES and GCM, for keys of EC and RSA. */
  private static final String GOOD_SUITES = "c02bc02f";

  /** Curve and signatures that everybody knows. */
  private static final String EXTENSIONS =
      "000a00040002" + "0017" + "000b00020100" + "000d00080006" + "040304010804";

  /** A ClientHello of TLS 1.2. */
  private static String hello(String suites) {
    String body = "0303" + "11".repeat(32) + "00" + sized(suites) + "0100" + sized(EXTENSIONS);
    return "160301" + sized("0100" + sized(body));
  }

  private static String sized(String hex) {
    return "%04x".formatted(hex.length() / 2) + hex;
  }

  static Stream<Arguments> pairs() {
    return Stream.of(Side.values())
        .flatMap(client -> Stream.of(Side.values()).map(server -> new Side[] {client, server}))
        .filter(pair -> pair[0].parameter().equals(pair[1].parameter()))
        .map(pair -> Arguments.of(pair[0], pair[1]));
  }

  private static TransportException soon(CompletableFuture<TransportException> failure) {
    assertThat(failure).succeedsWithin(Promptly.SOON);
    TransportException why = failure.join();
    assertThat(why.kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    return why;
  }

  private static void assertRefused(
      Side client, Side server, TestPki certificate, TlsFailure failure, String... words) {
    try (Listening listening = new Listening(client, server, Trusting.showing(certificate))) {
      TransportException here = soon(listening.refused(Trusting.anonymous()));
      assertThat(here.tlsFailure()).contains(failure);
      assertThat(here)
          .hasMessageContainingAll("certificate of CN=", "issued by CN=")
          .hasMessageContainingAll(words);
      TransportException there = soon(listening.rejected);
      assertThat(there.tlsFailure()).contains(TlsFailure.REFUSED_BY_PEER);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Conformance("4975-5.4-08")
  void connect_expiredCertificate_isTyped(Side client, Side server) {
    assertRefused(
        client,
        server,
        TestPki.EXPIRED,
        TlsFailure.CERTIFICATE_EXPIRED,
        "CN=expired",
        "expired at");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Conformance("4975-5.4-08")
  void connect_certificateOfAnotherHost_isTyped(Side client, Side server) {
    assertRefused(
        client, server, TestPki.ELSEWHERE, TlsFailure.WRONG_NAME, "elsewhere.example", "127.0.0.1");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Conformance({"4975-5.4-08", "4975-5.4-09"})
  void connect_certificateOfForeignAuthority_isTyped(Side client, Side server) {
    assertRefused(client, server, TestPki.STRANGER, TlsFailure.UNKNOWN_CA, "CA two");
  }

  @ParameterizedTest
  @MethodSource("pairs")
  @Conformance("8122-5.1-03")
  void connect_wrongFingerprint_isTyped(Side client, Side server) {
    TlsCredentials promised =
        TlsCredentials.builder().trustFingerprints(TestPki.CLIENT.identity().fingerprint()).build();
    try (Listening listening = new Listening(client, server, Trusting.showing(TestPki.SERVER))) {
      TransportException here = soon(listening.refused(promised));
      assertThat(here.tlsFailure()).contains(TlsFailure.WRONG_FINGERPRINT);
      assertThat(here).hasMessageContainingAll("CN=server", "CA one");
      assertThat(soon(listening.rejected).tlsFailure()).contains(TlsFailure.REFUSED_BY_PEER);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void accept_clientWithoutCertificate_bothSidesLearnIt(Side client, Side server) {
    try (Listening listening = new Listening(client, server, Trusting.strict())) {
      TransportException here = soon(listening.refused(Trusting.anonymous()));
      assertThat(here.tlsFailure()).contains(TlsFailure.REFUSED_BY_PEER);
      assertThat(soon(listening.rejected).tlsFailure()).contains(TlsFailure.CERTIFICATE_MISSING);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void accept_clientOfForeignAuthority_bothSidesLearnIt(Side client, Side server) {
    // A client sends only certificates of authorities that the server names: this one is told any.
    TlsCredentials strict =
        TestPki.SERVER
            .identity()
            .credentials()
            .trustFingerprints(TestPki.CLIENT.identity().fingerprint())
            .clientCertificates(TlsCredentials.ClientCertificates.REQUIRED)
            .build();
    try (Listening listening = new Listening(client, server, strict)) {
      TransportException here = soon(listening.refused(Trusting.showing(TestPki.STRANGER)));
      assertThat(here.tlsFailure()).contains(TlsFailure.REFUSED_BY_PEER);
      TransportException there = soon(listening.rejected);
      assertThat(there.tlsFailure()).contains(TlsFailure.WRONG_FINGERPRINT);
      assertThat(there).hasMessageContainingAll("CN=stranger", "CA two");
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance({"8996-5-01", "8996-4-01"})
  void accept_clientThatOffersTls11_isRefused(Side server) throws IOException {
    try (Listening listening = new Listening(server, server, Trusting.showing(TestPki.SERVER));
        Socket peer = connect(listening.endpoint())) {
      peer.getOutputStream().write(HexFormat.of().parseHex(HELLO_1_1));
      TransportException why = soon(listening.rejected);
      assertThat(why.tlsFailure()).as("%s", why).contains(TlsFailure.NOTHING_IN_COMMON);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance({"8996-5-01", "8996-4-01"})
  void connect_serverThatChoosesTls11_isRefused(Side client) throws IOException {
    TransportException why = answered(client, HexFormat.of().parseHex(CHOSEN_1_1));
    assertThat(why.tlsFailure()).as("%s", why).contains(TlsFailure.NOTHING_IN_COMMON);
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  @Conformance("9325-4.1-01")
  void accept_clientThatOffersBrokenSuitesAlone_isRefused(Side server) throws IOException {
    try (Listening listening = new Listening(server, server, Trusting.showing(TestPki.SERVER));
        Socket peer = connect(listening.endpoint())) {
      peer.getOutputStream().write(HexFormat.of().parseHex(hello(BROKEN_SUITES)));
      TransportException why = soon(listening.rejected);
      assertThat(why.tlsFailure()).as("%s", why).contains(TlsFailure.NOTHING_IN_COMMON);
    }
  }

  /** So what is refused above is the suites. */
  @ParameterizedTest
  @EnumSource(Side.class)
  void accept_clientThatOffersGoodSuites_isAnswered(Side server) throws IOException {
    try (Listening listening = new Listening(server, server, Trusting.showing(TestPki.SERVER));
        Socket peer = connect(listening.endpoint())) {
      peer.getOutputStream().write(HexFormat.of().parseHex(hello(GOOD_SUITES)));
      assertThat(peer.getInputStream().read()).as("a record of the handshake").isEqualTo(22);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void accept_plainBytes_areNotTlsAndNotRepeated(Side server) throws IOException {
    try (Listening listening = new Listening(server, server, Trusting.showing(TestPki.SERVER));
        Socket peer = connect(listening.endpoint())) {
      peer.getOutputStream().write(MSRP.getBytes(StandardCharsets.US_ASCII));
      TransportException why = soon(listening.rejected);
      assertThat(why.tlsFailure()).as("%s", why).contains(TlsFailure.NOT_TLS);
      String secret = HexFormat.of().formatHex("secretid".getBytes(StandardCharsets.US_ASCII));
      assertThat(why.toString() + why.getCause()).doesNotContain("secretid", secret);
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void connect_peerWithoutTls_isNotTls(Side client) throws IOException {
    TransportException why = answered(client, MSRP.getBytes(StandardCharsets.US_ASCII));
    assertThat(why.tlsFailure()).as("%s", why).contains(TlsFailure.NOT_TLS);
  }

  /** What becomes of a client whose first flight gets this answer. */
  private static TransportException answered(Side client, byte[] answer) throws IOException {
    try (Listening unused = new Listening(client, client, Trusting.showing(TestPki.SERVER));
        ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Endpoint there = client.secure(plain.getLocalPort());
      CompletableFuture<TransportException> failure = unused.refused(there, Trusting.anonymous());
      try (Socket accepted = plain.accept();
          OutputStream out = accepted.getOutputStream()) {
        out.write(answer);
        return soon(failure);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Side.class)
  void connect_peerHangsUp_fails(Side client) throws IOException {
    promptly(
        () -> {
          try (Listening unused = new Listening(client, client, Trusting.showing(TestPki.SERVER));
              ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Endpoint there = client.secure(plain.getLocalPort());
            CompletableFuture<TransportException> failure =
                unused.refused(there, Trusting.anonymous());
            plain.accept().close();
            assertThat(failure).succeedsWithin(Promptly.SOON);
            assertThat(List.of(Kind.TLS_HANDSHAKE, Kind.RESET)).contains(failure.join().kind());
          }
        });
  }

  private static Socket connect(Endpoint to) throws IOException {
    return new Socket(InetAddress.getLoopbackAddress(), to.port());
  }
}
