// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayChain;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayException.Reason;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelayRenewal;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.relay.RelayTimeouts;
import org.openmsrp.session.ChunkPolicy;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.session.Transfer;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.transport.netty.NettyTransport;
import org.openmsrp.transport.nio.NioTransport;
import org.openmsrp.transport.websocket.WebSocketOptions;
import org.openmsrp.transport.websocket.WebSocketTransport;

/** Sessions through Kamailio's relay. */
class KamailioIT {

  @TempDir static Path folder;

  private static Identity identity;
  private static Kamailio relay;
  private Ends ends;

  @BeforeAll
  static void startRelay() {
    identity = Identity.make(folder, "dns:localhost,dns:failover.test,ip:127.0.0.1");
    relay = new Kamailio(folder, identity).start();
  }

  @AfterAll
  static void stopRelay() {
    relay.close();
  }

  @BeforeEach
  void begin() {
    ends = new Ends(identity, new NioTransport(), new NioTransport());
  }

  @AfterEach
  void end() {
    ends.close();
  }

  private static RelaySettings alice(MsrpUri relay) {
    return Ends.as("alice", relay).build();
  }

  private static RelaySettings bob(MsrpUri relay) {
    return Ends.as("bob", relay).build();
  }

  private static Transport transport(String name) {
    return name.equals("netty") ? new NettyTransport() : new NioTransport();
  }

  @ParameterizedTest
  @CsvSource({"nio,false", "nio,true", "netty,false", "netty,true"})
  @Conformance({"4976-5.1-02", "4976-5.1-05", "4976-5.1-06", "4976-9.2-01"})
  void session_throughOneRelay_deliversBothWays(String name, boolean secure) throws Exception {
    try (Ends two = new Ends(identity, transport(name), transport(name))) {
      MsrpUri uri = relay.uri(secure);
      List<MsrpSession> sessions = two.sessions(two.active(alice(uri)), two.passive(bob(uri)));

      assertThat(Ends.get(sessions.get(0).send("hello"))).isEqualTo(new Delivery.Delivered(5));
      assertThat(two.nextText()).isEqualTo("hello");
      assertThat(Ends.get(sessions.get(1).send("good day"))).isEqualTo(new Delivery.Delivered(8));
      assertThat(two.nextText()).isEqualTo("good day");
      assertThat(sessions.get(0).connection().tls().isPresent()).isEqualTo(secure);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void session_overWebSocketToAPeerOverTcp_deliversBothWays(boolean secure) throws Exception {
    WebSocketOptions plain = WebSocketOptions.builder().plainAllowed(true).build();
    try (Ends two = new Ends(identity, new WebSocketTransport(plain), new NioTransport())) {
      MsrpUri uri = secure ? relay.wss() : relay.ws();
      List<MsrpSession> sessions =
          two.sessions(two.active(alice(uri)), two.passive(bob(relay.uri(secure))));
      String text = "x".repeat(50_000);

      assertThat(Ends.get(sessions.get(0).send(text))).isEqualTo(new Delivery.Delivered(50_000));
      assertThat(two.nextText()).isEqualTo(text);
      assertThat(Ends.get(sessions.get(1).send("good day"))).isEqualTo(new Delivery.Delivered(8));
      assertThat(sessions.get(0).localPath().last().transport()).isEqualTo("ws");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void session_twoRelaysOneOnEachSide_delivers(boolean secure) throws Exception {
    try (Kamailio second = new Kamailio(folder, identity).start()) {
      List<MsrpSession> sessions =
          ends.sessions(
              ends.active(alice(relay.uri(secure))), ends.passive(bob(second.uri(secure))));

      assertThat(Ends.get(sessions.get(0).send("over two"))).isEqualTo(new Delivery.Delivered(8));
      assertThat(ends.nextText()).isEqualTo("over two");
      assertThat(Ends.get(sessions.get(1).send("and back"))).isEqualTo(new Delivery.Delivered(8));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void session_bothOverWebSocket_deliversBothWays(boolean secure) throws Exception {
    WebSocketOptions plain = WebSocketOptions.builder().plainAllowed(true).build();
    try (Ends two =
        new Ends(identity, new WebSocketTransport(plain), new WebSocketTransport(plain))) {
      MsrpUri uri = secure ? relay.wss() : relay.ws();
      List<MsrpSession> sessions = two.sessions(two.active(alice(uri)), two.passive(bob(uri)));
      String text = "y".repeat(50_000);

      assertThat(Ends.get(sessions.get(0).send(text))).isEqualTo(new Delivery.Delivered(50_000));
      assertThat(two.nextText()).isEqualTo(text);
      assertThat(Ends.get(sessions.get(1).send("good day"))).isEqualTo(new Delivery.Delivered(8));
    }
  }

  @Test
  @Conformance({"4976-5.3-01", "4975-5.4-12"})
  void complete_peerCameBeforeItsAnswer_isLetInWithWhatItSent() throws Exception {
    RelayConnector active = ends.active(alice(relay.tls()));
    RelayConnector passive = ends.passive(bob(relay.tls()));
    MsrpPath bobPath = Ends.get(passive.prepare());
    MsrpPath alicePath = Ends.get(active.prepare());
    MsrpSession alice = MsrpSession.builder(Ends.get(active.complete(bobPath))).start();
    CompletionStage<Delivery> fate = alice.send("early");

    MsrpChannel bob = Ends.get(passive.complete(alicePath));
    MsrpSession.builder(bob).handler(ends::take).start();

    assertThat(Ends.get(fate)).isEqualTo(new Delivery.Delivered(5));
    assertThat(ends.nextText()).isEqualTo("early");
  }

  /** Kamailio passes an AUTH on, and the answer back to whoever asked, as RFC 4976 wants it. */
  @Test
  @Conformance({"4976-5.1-01", "4976-5.1-10", "4976-5.1-14"})
  void session_throughKamailioAndARelayBehindIt_deliversBothWays() throws Exception {
    NioTransport transport = new NioTransport();
    try (EmbeddedRelay outer = Ends.get(outer(transport));
        Kamailio far = new Kamailio(folder, identity).start()) {
      List<MsrpSession> sessions =
          ends.sessions(
              ends.active(alice(relay.tcp()), alice(outer.uri())), ends.passive(bob(far.tcp())));
      String text = "z".repeat(50_000);

      assertThat(Ends.get(sessions.get(0).send(text))).isEqualTo(new Delivery.Delivered(50_000));
      assertThat(ends.nextText()).isEqualTo(text);
      assertThat(Ends.get(sessions.get(1).send("and back"))).isEqualTo(new Delivery.Delivered(8));
      assertThat(sessions.get(0).remotePath().size()).isEqualTo(4);
    } finally {
      transport.close();
    }
  }

  private static CompletionStage<EmbeddedRelay> outer(Transport transport) {
    return EmbeddedRelay.builder()
        .listen(transport, Endpoint.tcp("127.0.0.1", 0))
        .user("alice", "wonderland")
        .start();
  }

  /** Kamailio answers an AUTH to the previous hop alone, so no relay can pass the answer on. */
  @Test
  void prepare_throughARelayToAnother_endsTypedSinceItsAnswersStop() {
    try (Kamailio outer = new Kamailio(folder, identity).start()) {
      Duration shortly = Duration.ofSeconds(2);
      RelayClient hasty =
          RelayClient.builder(ends.alice)
              .timeouts(new RelayTimeouts(shortly, shortly, shortly.multipliedBy(2)))
              .build();
      RelayConnector chain =
          hasty.connector(
              List.of(RelayChain.of(alice(relay.tcp()), alice(outer.tcp()))),
              RelayMode.ACTIVE,
              SessionOptions.DEFAULT);

      assertThat(Ends.refusal(chain).reason()).isEqualTo(Reason.NO_ANSWER);
    }
  }

  @Test
  void session_relayToDirectPeer_delivers() throws Exception {
    DirectAcceptor direct = ends.bob.acceptor();
    List<MsrpSession> sessions = ends.sessions(ends.active(alice(relay.tcp())), direct);

    assertThat(Ends.get(sessions.get(0).send("no relay there")))
        .isEqualTo(new Delivery.Delivered(14));
    assertThat(Ends.get(sessions.get(1).send("indeed"))).isEqualTo(new Delivery.Delivered(6));
  }

  @Test
  void session_directPeerToPassiveSideBehindRelay_delivers() throws Exception {
    List<MsrpSession> sessions =
        ends.sessions(ends.alice.connector(), ends.passive(bob(relay.tcp())));

    assertThat(Ends.get(sessions.get(0).send("from outside")))
        .isEqualTo(new Delivery.Delivered(12));
    assertThat(ends.nextText()).isEqualTo("from outside");
  }

  @Test
  @Conformance("4976-6.3-07")
  void prepare_wrongPasswordOrUnknownUser_isTyped() {
    RelaySettings wrong =
        RelaySettings.builder(relay.tls()).credentials("alice", "guess".toCharArray()).build();
    RelaySettings unknown =
        RelaySettings.builder(relay.tls()).credentials("eve", "guess".toCharArray()).build();

    assertThat(Ends.refusal(ends.active(wrong)).reason()).isEqualTo(Reason.UNAUTHORIZED);
    assertThat(Ends.refusal(ends.active(unknown)).reason()).isEqualTo(Reason.FORBIDDEN);
  }

  @Test
  @Conformance("4976-8-07")
  void prepare_certificateOfAnother_isTyped() {
    Identity stranger = Identity.make(folder, "dns:localhost");
    try (Ends strict = new Ends(stranger, new NioTransport(), new NioTransport())) {
      assertThat(Ends.refusal(strict.active(alice(relay.tls()))).reason())
          .isEqualTo(Reason.TLS_FAILED);
    }
  }

  @Test
  @Conformance("2617-3.2.1-02")
  void prepare_staleNonce_isAnsweredAnew() {
    try (Kamailio hasty = new Kamailio(folder, identity).set("NONCE_LIFE", 1).start()) {
      RelaySettings settings = alice(hasty.tcp());
      Ends.get(ends.active(settings).prepare());
      await().pollDelay(Duration.ofMillis(2_500)).until(() -> true);

      RelayConnector later = ends.active(settings);
      Ends.get(later.prepare());

      assertThat(later.grant()).isPresent();
      assertThat(ends.heads.received)
          .flatExtracting(head -> head.headers().values(HeaderName.WWW_AUTHENTICATE))
          .anyMatch(challenge -> ((DigestChallenge) challenge).stale());
    }
  }

  @Test
  @Conformance({"4976-9.4-02", "4976-4.6-02"})
  void grant_ends_isRenewedAndTheSessionGoesOn() throws Exception {
    RelaySettings shortLived = Ends.as("alice", relay.tcp()).expires(Duration.ofSeconds(1)).build();
    RelayConnector active = ends.active(shortLived);
    LinkedBlockingQueue<RelayRenewal> renewals = new LinkedBlockingQueue<>();
    active.listener(renewals::add);
    DirectAcceptor direct = ends.bob.acceptor();
    List<MsrpChannel> channels = Ends.connect(active, direct);
    MsrpSession alice = MsrpSession.builder(channels.get(0)).start();
    MsrpSession.builder(channels.get(1)).handler(ends::take).start();
    assertThat(active.grant().orElseThrow().lifetime())
        .as("what Min-Expires allows")
        .contains(Duration.ofSeconds(2));
    assertThat(Ends.get(alice.send("first"))).isEqualTo(new Delivery.Delivered(5));

    for (int i = 0; i < 3; i++) {
      RelayRenewal renewal = renewals.poll(10, TimeUnit.SECONDS);
      MsrpChannel bob = channels.get(1);
      bob.reroute(bob.localPath(), renewal.localPath());
      renewal.apply(bob.localPath());
      assertThat(Ends.get(alice.send("later"))).isEqualTo(new Delivery.Delivered(5));
    }
  }

  @Test
  void frames_aboveTheRelaysLimit_areRefusedAndLaterOnesFit() throws Exception {
    RelayConnector large =
        ends.aliceRelays.connector(
            List.of(RelayChain.of(alice(relay.tcp()))),
            RelayMode.ACTIVE,
            SessionOptions.DEFAULT.withChunkPolicy(new ChunkPolicy(16 * 1024)));
    MsrpSession alice = ends.sessions(large, ends.passive(bob(relay.tcp()))).get(0);
    String text = "x".repeat(40_000);

    assertThat(Ends.get(alice.send(text)))
        .isInstanceOfSatisfying(
            Delivery.Rejected.class, no -> assertThat(no.status().code()).isEqualTo(413));

    assertThat(Ends.get(alice.send(text))).isEqualTo(new Delivery.Delivered(40_000));
    assertThat(ends.nextText()).isEqualTo(text);
  }

  @Test
  void receiver_thatReadsNothing_isCutOffAndTheSenderIsNotToldDelivered() {
    AtomicBoolean stalled = new AtomicBoolean();
    Transport slow = Stalling.outbound(new NioTransport(), stalled);
    try (Kamailio strict = new Kamailio(folder, identity).set("QUEUE_MAX", 32 * 1024).start();
        Ends two = new Ends(identity, new NioTransport(), slow)) {
      List<MsrpSession> sessions =
          two.sessions(two.active(alice(strict.tcp())), two.passive(bob(strict.tcp())));
      stalled.set(true);

      // More than the socket buffers between relay and receiver can hold.
      Delivery fate = Ends.get(sessions.get(0).send("x".repeat(16_000_000)));

      assertThat(fate).isNotInstanceOf(Delivery.Delivered.class);
    }
  }

  @Test
  void relay_killedAndRestarted_endsSessionsTypedAndServesNewOnes() throws Exception {
    try (Kamailio mortal = new Kamailio(folder, identity).start()) {
      RelayConnector active = ends.active(alice(mortal.tls()));
      RelayConnector passive = ends.passive(bob(mortal.tls()));
      List<MsrpSession> sessions = ends.sessions(active, passive);
      Transfer transfer = sessions.get(0).send(bigFile("dying", 64 << 20));
      await().atMost(Ends.PATIENCE).until(() -> transfer.progress().sent() > 1_000_000);

      mortal.kill();

      assertThat(Ends.get(transfer.delivery())).isInstanceOf(Delivery.ConnectionLost.class);
      assertThat(Ends.get(sessions.get(0).ended())).isNotInstanceOf(SessionEnd.ClosedLocally.class);
      mortal.start();
      List<MsrpSession> again = ends.sessions(active.again(), passive.again());
      assertThat(Ends.get(again.get(0).send("again"))).isEqualTo(new Delivery.Delivered(5));
    }
  }

  @Test
  void file_of64MiB_arrivesWithEqualChecksum() throws Exception {
    OutgoingFile file = bigFile("sent", 64 << 20);
    List<MsrpSession> sessions =
        ends.sessions(ends.active(alice(relay.tls())), ends.passive(bob(relay.tls())));
    Transfer transfer = sessions.get(0).send(file);

    Path copy = Ends.get(ends.files.poll(10, TimeUnit.SECONDS));

    assertThat(Ends.get(transfer.delivery())).isEqualTo(new Delivery.Delivered(64 << 20));
    assertThat(checksum(copy)).isEqualTo(checksum(folder.resolve("sent")));
  }

  private static OutgoingFile bigFile(String name, int size) throws IOException {
    Path path = folder.resolve(name);
    Random random = new Random(size);
    byte[] block = new byte[1 << 20];
    try (OutputStream out = Files.newOutputStream(path)) {
      for (int done = 0; done < size; done += block.length) {
        random.nextBytes(block);
        out.write(block);
      }
    }
    return OutgoingFile.of(path);
  }

  private static String checksum(Path file) throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    return HexFormat.of().formatHex(digest.digest(Files.readAllBytes(file)));
  }
}
