// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Connector;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionOptions;
import org.openmsrp.testkit.relay.EmbeddedRelay;
import org.openmsrp.testkit.relay.ExpiryRange;
import org.openmsrp.testkit.relay.RelayFault;
import org.openmsrp.testkit.relay.RelayLimits;

/** Sessions through relays, to other relays and to direct peers. */
class RelaySessionTest {

  private final RelayBench bench = new RelayBench();
  private final List<String> atBob = new ArrayList<>();
  private final List<String> atAlice = new ArrayList<>();

  @AfterEach
  void close() {
    bench.close();
  }

  private MsrpSession session(MsrpChannel channel, List<String> texts) {
    return MsrpSession.builder(channel).handler(message -> take(message, texts)).start();
  }

  private static void take(IncomingMessage message, List<String> texts) {
    var unused =
        message.bytes().thenAccept(octets -> texts.add(new String(octets, StandardCharsets.UTF_8)));
  }

  private Delivery delivery(MsrpSession session, String text) {
    return bench.world.await(session.send(text));
  }

  private RelayConnector alice(RelaySettings... chain) {
    return bench.client.connector(
        List.of(RelayChain.of(chain)), RelayMode.ACTIVE, SessionOptions.DEFAULT);
  }

  private RelayConnector bob(EmbeddedRelay relay) {
    return bench.newClient().connector(RelayBench.settings(relay, "bob"), RelayMode.PASSIVE);
  }

  @Test
  @Conformance({"4976-5.1-05", "4976-5.1-06", "4976-5.1-07", "4976-5.2-01", "4976-5.3-01"})
  void session_oneRelay_carriesMessagesBothWaysAndIsConfirmed() {
    EmbeddedRelay relay = bench.relay("relay.example");
    List<MsrpChannel> channels =
        bench.connect(alice(RelayBench.settings(relay, "alice")), bob(relay));
    MsrpSession alice = session(channels.get(0), atAlice);
    MsrpSession bob = session(channels.get(1), atBob);

    assertThat(delivery(alice, "hello")).isEqualTo(new Delivery.Delivered(5));
    assertThat(delivery(bob, "good day")).isEqualTo(new Delivery.Delivered(8));

    assertThat(atBob).containsExactly("hello");
    assertThat(atAlice).containsExactly("good day");
    assertThat(alice.remotePath().size()).isEqualTo(3);
    assertThat(alice.localPath().size()).isEqualTo(2);
    assertThat(relay.statistics().connections())
        .as("what was sent went where AUTH had")
        .isEqualTo(2);
  }

  @Test
  @Conformance({"4976-5.1-01", "4976-5.1-10", "4976-5.1-14", "4976-3-05", "4975-8.2-05"})
  void session_chainOfTwoToAThird_carriesALongMessage() {
    EmbeddedRelay inner = bench.relay("intra.example");
    EmbeddedRelay outer = bench.relay("extra.example");
    EmbeddedRelay far = bench.relay("far.example");
    List<MsrpChannel> channels =
        bench.connect(
            alice(RelayBench.settings(inner, "alice"), RelayBench.settings(outer, "alice")),
            bob(far));
    MsrpSession alice = session(channels.get(0), atAlice);
    session(channels.get(1), atBob);
    String text = "0123456789".repeat(5_000);

    assertThat(delivery(alice, text)).isEqualTo(new Delivery.Delivered(50_000));

    assertThat(atBob).containsExactly(text);
    assertThat(alice.localPath().uris())
        .extracting(uri -> uri.host().text())
        .containsExactly("extra.example", "intra.example", "host.example");
    assertThat(alice.remotePath().uris())
        .extracting(uri -> uri.host().text())
        .containsExactly("intra.example", "extra.example", "far.example", "host.example");
  }

  @Test
  @Conformance("4976-9.4-03")
  void session_throughARelay_namesItsUriAsItCame() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    List<MsrpChannel> channels = bench.connect(active, bob(relay));
    String token = active.grant().orElseThrow().usePath().first().toString();

    delivery(session(channels.get(0), atAlice), "hello");

    assertThat(bench.log.sent)
        .filteredOn(head -> head instanceof RequestHead request && isSend(request))
        .filteredOn(head -> head.toPath().size() == 3)
        .isNotEmpty()
        .allSatisfy(head -> assertThat(head.toPath().first()).hasToString(token));
  }

  private static boolean isSend(RequestHead request) {
    return request.method().equals(MsrpMethod.SEND);
  }

  @Test
  @Conformance("6135-4.5-01")
  void complete_passiveBehindARelay_connectsToItAndSendsNothingFirst() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector passive =
        bench.client.connector(RelayBench.settings(relay, "alice"), RelayMode.PASSIVE);
    bench.world.await(passive.prepare());
    passive.complete(MsrpPath.parse("msrps://bob.example:2855/far;tcp"));
    bench.advance(Duration.ofSeconds(20));

    assertThat(passive.grant().orElseThrow().connection().tls()).isPresent();
    assertThat(bench.log.sent)
        .isNotEmpty()
        .allSatisfy(head -> assertThat(((RequestHead) head).method()).isEqualTo(MsrpMethod.AUTH));
    passive.close();
  }

  @Test
  void completeWithAnyPeer_firstKnock_makesItsSenderThePeer() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    RelayConnector passive = bob(relay);
    MsrpPath bobPath = bench.world.await(passive.prepare());
    MsrpPath alicePath = bench.world.await(active.prepare());
    var waiting = passive.completeWithAnyPeer();
    MsrpSession alice = session(bench.world.await(active.complete(bobPath)), atAlice);
    MsrpChannel bob = bench.world.await(waiting);

    assertThat(bob.remotePath())
        .isEqualTo(passive.grant().orElseThrow().usePath().followedBy(alicePath));
    session(bob, atBob);
    assertThat(delivery(alice, "hello")).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  @Conformance({"4976-5.3-01", "4975-5.4-12"})
  void complete_peerCameBeforeItsAnswer_waitsAndIsBound() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    RelayConnector passive = bob(relay);
    MsrpPath bobPath = bench.world.await(passive.prepare());
    MsrpPath alicePath = bench.world.await(active.prepare());
    MsrpSession alice = session(bench.world.await(active.complete(bobPath)), atAlice);
    var fate = alice.send("early");
    bench.advance(Duration.ofSeconds(20));
    assertThat(fate.toCompletableFuture()).isNotDone();

    session(bench.world.await(passive.complete(alicePath)), atBob);

    assertThat(bench.world.await(fate)).isEqualTo(new Delivery.Delivered(5));
    assertThat(atBob).containsExactly("early");
  }

  @Test
  @Conformance("4975-5.4-12")
  void complete_neverCalled_refusesThePeerAfterTheBindTimeout() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    RelayConnector passive = bob(relay);
    MsrpPath bobPath = bench.world.await(passive.prepare());
    bench.world.await(active.prepare());
    MsrpSession alice = session(bench.world.await(active.complete(bobPath)), atAlice);

    bench.advance(Duration.ofSeconds(31));

    assertThat(bench.world.await(alice.ended())).isInstanceOf(SessionEnd.Refused.class);
  }

  @Test
  @Conformance("4976-9.4-02")
  void complete_grantRenewedBeforeTheAnswerCame_takesThePathThatThePeerKnows() {
    EmbeddedRelay relay =
        bench.relay("relay.example", b -> b.expiry(new ExpiryRange(10, 100, 100)));
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    RelayConnector passive = bob(relay);
    MsrpPath bobPath = bench.world.await(passive.prepare());
    MsrpPath alicePath = bench.world.await(active.prepare());
    bench.advance(Duration.ofSeconds(81));
    assertThat(active.grant().orElseThrow().usePath().first()).isNotEqualTo(alicePath.first());

    var waiting = passive.complete(alicePath);
    MsrpSession alice = session(bench.world.await(active.complete(bobPath)), atAlice);
    session(bench.world.await(waiting), atBob);

    assertThat(delivery(alice, "hello")).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  @Conformance("4976-9.4-02")
  void renewal_appliedBeforeThePeerCame_takesBothPathsAndGoesOnAlongTheNewOne() {
    EmbeddedRelay relay = bench.relay("relay.example", b -> b.expiry(new ExpiryRange(10, 20, 100)));
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    RelayConnector passive = bob(relay);
    List<RelayRenewal> renewals = new ArrayList<>();
    passive.listener(renewals::add);
    MsrpPath oldPath = bench.world.await(passive.prepare());
    MsrpPath alicePath = bench.world.await(active.prepare());
    var waiting = passive.complete(alicePath);
    bench.advance(Duration.ofSeconds(17));
    assertThat(renewals.get(0).apply(alicePath)).isEmpty();

    MsrpSession alice = session(bench.world.await(active.complete(oldPath)), atAlice);
    MsrpChannel bob = bench.world.await(waiting);

    assertThat(bob.localPath()).isEqualTo(renewals.get(0).localPath()).isNotEqualTo(oldPath);
    session(bob, atBob);
    assertThat(delivery(alice, "hello")).isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  void session_relayToDirectPeer_worksInBothModes() {
    EmbeddedRelay relay = bench.relay("relay.example");
    MsrpStack direct = bench.newStack();
    bench.others.add(direct);
    SessionOptions secure = SessionOptions.DEFAULT.withSecure(true);
    DirectAcceptor acceptor = direct.acceptor(secure);
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    MsrpPath bobPath =
        bench.world.await(acceptor.prepare(MsrpUri.parse("msrps://bob.example:0;tcp")));
    MsrpPath alicePath = bench.world.await(active.prepare());
    var bobChannel = acceptor.complete(alicePath);
    MsrpSession alice = session(bench.world.await(active.complete(bobPath)), atAlice);
    session(bench.world.await(bobChannel), atBob);
    assertThat(delivery(alice, "to you")).isInstanceOf(Delivery.Delivered.class);

    RelayConnector passive =
        bench.client.connector(RelayBench.settings(relay, "alice"), RelayMode.PASSIVE);
    Connector connector = direct.connector(secure);
    MsrpPath behind = bench.world.await(passive.prepare());
    MsrpPath caller = bench.world.await(connector.prepare());
    var waiting = passive.complete(caller);
    MsrpSession carol = session(bench.world.await(connector.complete(behind)), atBob);
    session(bench.world.await(waiting), atAlice);
    assertThat(delivery(carol, "and back")).isInstanceOf(Delivery.Delivered.class);

    assertThat(atBob).containsExactly("to you");
    assertThat(atAlice).containsExactly("and back");
  }

  @Test
  @Conformance({"4976-3-07", "4976-3-06"})
  void delivery_relayDrops_isAcceptedButNotConfirmed() {
    EmbeddedRelay relay = bench.relay("relay.example");
    List<MsrpChannel> channels =
        bench.connect(alice(RelayBench.settings(relay, "alice")), bob(relay));
    MsrpSession alice = session(channels.get(0), atAlice);
    relay.inject(RelayFault.DROP_SENDS);

    assertThat(delivery(alice, "lost")).isEqualTo(new Delivery.Accepted(4, true));
  }

  @Test
  @Conformance({"4976-6.4.1-03", "4976-3-06"})
  void delivery_peerRefusesBehindTheRelay_isRejectedByTheRelaysReport() {
    EmbeddedRelay relay = bench.relay("relay.example");
    List<MsrpChannel> channels =
        bench.connect(alice(RelayBench.settings(relay, "alice")), bob(relay));
    MsrpSession alice = session(channels.get(0), atAlice);
    MsrpSession.builder(channels.get(1)).acceptTypes("message/cpim").start();

    assertThat(delivery(alice, "not wanted"))
        .isInstanceOfSatisfying(
            Delivery.Rejected.class, no -> assertThat(no.status().code()).isEqualTo(415));
  }

  @Test
  void delivery_reportsSwitchedOff_isAcceptedByTheNextHop() {
    EmbeddedRelay relay = bench.relay("relay.example");
    List<MsrpChannel> channels =
        bench.connect(alice(RelayBench.settings(relay, "alice")), bob(relay));
    MsrpSession alice =
        MsrpSession.builder(channels.get(0)).defaultReports(ReportRequest.DEFAULT).start();

    assertThat(delivery(alice, "quiet")).isEqualTo(new Delivery.Accepted(5, false));
  }

  @Test
  void delivery_relayWithSmallFrames_isRefusedAndLaterChunksAreSmaller() {
    RelayLimits limits = RelayLimits.DEFAULT.withFragment(5_000).withMaxBody(4_500);
    EmbeddedRelay relay = bench.relay("relay.example", b -> b.limits(limits));
    List<MsrpChannel> channels =
        bench.connect(alice(RelayBench.settings(relay, "alice")), bob(relay));
    MsrpSession alice = session(channels.get(0), atAlice);
    session(channels.get(1), atBob);
    String text = "x".repeat(20_000);

    assertThat(delivery(alice, text)).isInstanceOf(Delivery.Rejected.class);

    assertThat(delivery(alice, text)).isEqualTo(new Delivery.Delivered(20_000));
    assertThat(atBob).containsExactly(text);
  }

  @Test
  @Conformance({"4976-9.4-02", "4976-6.3-04", "4975-8.4-01"})
  void renewal_beforeTheEnd_letsTheSessionGoOn() {
    EmbeddedRelay relay =
        bench.relay("relay.example", b -> b.expiry(new ExpiryRange(10, 100, 100)));
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    RelayConnector passive = bob(relay);
    List<MsrpChannel> channels = bench.connect(active, passive);
    MsrpSession alice = session(channels.get(0), atAlice);
    MsrpSession bob = session(channels.get(1), atBob);
    MsrpPath before = active.grant().orElseThrow().usePath();
    List<RelayRenewal> renewals = new ArrayList<>();
    active.listener(renewals::add);
    List<RelayRenewal> bobs = new ArrayList<>();
    passive.listener(bobs::add);

    bench.advance(Duration.ofSeconds(81));
    assertThat(renewals).hasSize(1);
    assertThat(bobs).hasSize(1);
    assertThat(renewals.get(0).grant().usePath()).isNotEqualTo(before);
    assertThat(delivery(alice, "along the old path")).isInstanceOf(Delivery.Delivered.class);

    // Offer and answer: each side learns the other's new path.
    renewals.get(0).apply(bobs.get(0).localPath());
    bench.world.runUntilIdle();
    bobs.get(0).apply(renewals.get(0).localPath());
    bench.advance(Duration.ofSeconds(30));

    assertThat(delivery(alice, "along the new one")).isInstanceOf(Delivery.Delivered.class);
    assertThat(delivery(bob, "as well")).isInstanceOf(Delivery.Delivered.class);
    assertThat(atBob).containsExactly("along the old path", "along the new one");
  }

  @Test
  void renewal_refused_isToldAndTriedAgain() {
    EmbeddedRelay relay =
        bench.relay("relay.example", b -> b.expiry(new ExpiryRange(10, 100, 100)));
    RelayConnector connector = alice(RelayBench.settings(relay, "alice"));
    bench.world.await(connector.prepare());
    List<RelayException> failures = new ArrayList<>();
    List<RelayRenewal> renewals = new ArrayList<>();
    connector.listener(
        new RelayListener() {
          @Override
          public void onRenewed(RelayRenewal renewal) {
            renewals.add(renewal);
          }

          @Override
          public void onRenewalFailed(RelayException cause) {
            failures.add(cause);
          }
        });
    relay.refuse(org.openmsrp.domain.MsrpStatus.TIMEOUT);

    bench.advance(Duration.ofSeconds(81));
    assertThat(failures)
        .extracting(RelayException::reason)
        .containsExactly(RelayException.Reason.TIMEOUT);
    relay.heal();
    bench.advance(Duration.ofSeconds(11));

    assertThat(renewals).hasSize(1);
    connector.close();
    bench.advance(Duration.ofSeconds(300));
    assertThat(renewals).hasSize(1);
  }

  @Test
  @Conformance("4976-6.3-03")
  void relayDies_everyMessageEndsTypedAndANewSessionCanBeMade() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    List<MsrpChannel> channels = bench.connect(active, bob(relay));
    MsrpSession alice = session(channels.get(0), atAlice);
    List<java.util.concurrent.CompletableFuture<Delivery>> fates = new ArrayList<>();
    relay.delay(Duration.ofSeconds(5));
    for (int i = 0; i < 20; i++) {
      fates.add(
          alice.send(OutgoingMessage.text("x".repeat(3_000))).delivery().toCompletableFuture());
    }
    bench.world.runUntilIdle();

    relay.kill();
    bench.advance(Duration.ofSeconds(60));

    assertThat(fates).allMatch(java.util.concurrent.CompletableFuture::isDone);
    assertThat(fates)
        .extracting(java.util.concurrent.CompletableFuture::join)
        .noneMatch(fate -> fate instanceof Delivery.Delivered);
    assertThat(bench.world.await(alice.ended())).isInstanceOf(SessionEnd.ConnectionFailed.class);
    relay.heal();
    bench.world.await(relay.restart());
    List<MsrpChannel> again = bench.connect(active.again(), bob(relay));
    session(again.get(1), atBob);
    assertThat(delivery(session(again.get(0), atAlice), "again"))
        .isInstanceOf(Delivery.Delivered.class);
  }

  @Test
  @Conformance("4976-5.4-01")
  void connection_lastSessionClosed_ends() {
    EmbeddedRelay relay = bench.relay("relay.example");
    RelayConnector active = alice(RelayBench.settings(relay, "alice"));
    RelayConnector passive = bob(relay);
    List<MsrpChannel> channels = bench.connect(active, passive);
    assertThat(relay.statistics().connections()).isEqualTo(2);

    channels.forEach(MsrpChannel::close);
    bench.advance(Duration.ofSeconds(1));

    assertThat(relay.statistics().connections()).isZero();
  }
}
