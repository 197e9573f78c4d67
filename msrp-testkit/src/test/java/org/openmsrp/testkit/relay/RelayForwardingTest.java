// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.codec.ChunkEncoder;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.message.MsrpResponse;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** Forwarding by the embedded relay (RFC 4976 §6.4). */
class RelayForwardingTest {

  private final RelayWorld world = new RelayWorld();

  @AfterEach
  void close() {
    world.close();
  }

  private static String body(MsrpRequest request) {
    return request.body().orElseThrow().utf8();
  }

  @Test
  @Conformance({"4976-3-04", "4976-6.4-02", "4976-6.4.1-01"})
  void send_twoClientsOfOneRelay_movesUrisAndAnswersThePreviousHop() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);

    MsrpRequest sent = alice.text(alice.to(bob), "hello");
    alice.write(sent);

    MsrpRequest arrived = bob.request();
    assertThat(body(arrived)).isEqualTo("hello");
    assertThat(arrived.toPath()).isEqualTo(MsrpPath.of(bob.own));
    assertThat(arrived.fromPath().uris())
        .containsExactly(bob.usePath.first(), alice.usePath.first(), alice.own);
    assertThat(arrived.transactionId()).isNotEqualTo(sent.transactionId());
    MsrpResponse answer = alice.response();
    assertThat(answer.status()).isEqualTo(MsrpStatus.OK);
    assertThat(answer.transactionId()).isEqualTo(sent.transactionId());
    assertThat(answer.toPath()).isEqualTo(MsrpPath.of(alice.own));
    assertThat(answer.fromPath()).isEqualTo(MsrpPath.of(alice.usePath.first()));
  }

  @Test
  @Conformance("4976-3-05")
  void report_fromReceiver_goesBackUnanswered() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    alice.write(alice.text(alice.to(bob), "hello"));
    MsrpRequest arrived = bob.request();
    alice.response();

    bob.write(
        bob.request(MsrpMethod.REPORT, arrived.fromPath())
            .header(HeaderName.MESSAGE_ID, arrived.headers().messageId().orElseThrow())
            .header(HeaderName.BYTE_RANGE, ByteRange.of(1, 5, 5))
            .header(HeaderName.STATUS, ReportStatus.SUCCESS)
            .build());

    MsrpRequest report = alice.request();
    assertThat(report.method()).isEqualTo(MsrpMethod.REPORT);
    assertThat(report.toPath()).isEqualTo(MsrpPath.of(alice.own));
    assertThat(report.fromPath().uris())
        .containsExactly(alice.usePath.first(), bob.usePath.first(), bob.own);
    assertThat(bob.nothingMore()).isEmpty();
  }

  @Test
  @Conformance({"4976-5.1-10", "4976-5.1-14", "4976-4.2-02"})
  void auth_throughOneRelayToAnother_givesBothUrisNearestFirst() {
    EmbeddedRelay inner = world.relay("intra.example");
    EmbeddedRelay outer = world.relay("extra.example");
    RawClient alice = world.member("alice", inner);
    MsrpUri first = alice.usePath.first();

    MsrpPath through = alice.usePath.followedBy(MsrpPath.of(outer.uri()));
    MsrpResponse answer = alice.login(through, "alice", "wonderland");

    assertThat(answer.status().code()).isEqualTo(200);
    assertThat(answer.toPath()).isEqualTo(MsrpPath.of(alice.own));
    assertThat(answer.fromPath()).isEqualTo(through);
    assertThat(alice.usePath.size()).isEqualTo(2);
    assertThat(alice.usePath.first()).isEqualTo(first);
    assertThat(alice.usePath.last().host().text()).isEqualTo("extra.example");
  }

  @Test
  @Conformance({"4976-5.1-05", "4976-5.1-06"})
  void send_twoRelaysOnOneSideOneOnTheOther_takesTheWorkedPath() {
    EmbeddedRelay relayB = world.relay("b.example");
    EmbeddedRelay relayC = world.relay("c.example");
    EmbeddedRelay relayD = world.relay("d.example");
    RawClient alice = world.member("alice", relayB);
    alice.login(alice.usePath.followedBy(MsrpPath.of(relayC.uri())), "alice", "wonderland");
    RawClient bob = world.member("bob", relayD);

    alice.write(alice.text(alice.to(bob), "over three"));
    MsrpRequest arrived = bob.request();
    assertThat(body(arrived)).isEqualTo("over three");
    assertThat(arrived.fromPath().uris())
        .containsExactly(
            bob.usePath.first(), alice.usePath.last(), alice.usePath.first(), alice.own);
    assertThat(alice.response().status().code()).isEqualTo(200);

    bob.write(bob.text(bob.to(alice), "and back"));
    MsrpRequest back = alice.request();
    assertThat(body(back)).isEqualTo("and back");
    assertThat(back.toPath()).isEqualTo(MsrpPath.of(alice.own));
  }

  @Test
  @Conformance("4976-6.4-01")
  void send_fromAStrangerToAnotherPlace_is481() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient mallory = world.client("mallory", relay);
    MsrpUri elsewhere = MsrpUri.parse("msrp://elsewhere.example:1/x;tcp");

    mallory.write(mallory.text(alice.usePath.followedBy(MsrpPath.of(elsewhere)), "open relay?"));
    assertThat(mallory.response().status()).isEqualTo(MsrpStatus.NO_SUCH_SESSION);

    mallory.write(mallory.text(alice.usePath.followedBy(MsrpPath.of(alice.own)), "to alice"));
    assertThat(body(alice.request())).isEqualTo("to alice");
  }

  @Test
  void send_directPeerAndBack_goesOverItsConnection() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient carol = world.client("carol", relay);
    carol.write(carol.text(alice.path(), "no relay here"));
    assertThat(body(alice.request())).isEqualTo("no relay here");

    alice.write(alice.text(alice.to(carol), "answer"));

    assertThat(carol.response().status().code()).isEqualTo(200);
    assertThat(body(carol.request())).isEqualTo("answer");
  }

  @Test
  @Conformance({"4976-6.3-03", "4976-6.3-05"})
  void send_afterOwnerLeft_is481() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    bob.close();
    world.simulation.runUntilIdle();

    alice.write(alice.text(alice.to(bob), "anybody?"));

    assertThat(alice.response().status()).isEqualTo(MsrpStatus.NO_SUCH_SESSION);
  }

  @Test
  void send_afterExpiry_is481() {
    EmbeddedRelay relay =
        world.relay("relay.example", b -> b.expiry(new ExpiryRange(1, 60, 3_600)));
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);

    world.simulation.advance(Duration.ofSeconds(61));
    alice.write(alice.text(alice.to(bob), "late"));

    assertThat(alice.response().status()).isEqualTo(MsrpStatus.NO_SUCH_SESSION);
  }

  @Test
  @Conformance("4976-6.4.1-02")
  void send_nextHopSilent_isReportedAfter30Seconds() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    alice.write(alice.text(alice.to(bob), "hello"));
    bob.request();
    alice.response();

    world.simulation.advance(Duration.ofSeconds(31));

    MsrpRequest report = alice.request();
    assertThat(report.headers().status().orElseThrow().status()).isEqualTo(MsrpStatus.TIMEOUT);
    assertThat(report.headers().byteRange()).contains(ByteRange.of(1, 5, 5));
    assertThat(report.toPath()).isEqualTo(MsrpPath.of(alice.own));
  }

  @Test
  @Conformance({"4976-6.4.1-03", "4976-6.4.3-01"})
  void send_nextHopRefuses_isReportedWithItsCode() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    alice.write(alice.text(alice.to(bob), "hello"));

    bob.answer(bob.request(), MsrpStatus.UNSUPPORTED_MEDIA_TYPE);

    assertThat(alice.response().status().code()).isEqualTo(200);
    assertThat(alice.request().headers().status().orElseThrow().status().code()).isEqualTo(415);
  }

  @Test
  void send_failureReportNo_isNeitherAnsweredNorReported() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    MsrpRequest quiet =
        alice.text(alice.to(bob), "hello").toBuilder()
            .header(HeaderName.FAILURE_REPORT, FailureReport.NO)
            .build();
    alice.write(quiet);

    bob.answer(bob.request(), MsrpStatus.BAD_REQUEST);

    world.simulation.advance(Duration.ofSeconds(40));
    assertThat(alice.nothingMore()).isEmpty();
  }

  @Test
  @Conformance({"4976-3-08", "4976-6.4.1-05"})
  void send_longChunk_isCutWithRangesThatFit() {
    EmbeddedRelay relay =
        world.relay("relay.example", b -> b.limits(RelayLimits.DEFAULT.withFragment(1_000)));
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    String text = "0123456789".repeat(250);

    alice.write(alice.text(alice.to(bob), text));

    StringBuilder whole = new StringBuilder();
    for (int i = 0; i < 3; i++) {
      MsrpRequest part = bob.request();
      ByteRange range = part.headers().byteRange().orElseThrow();
      assertThat(range.start()).isEqualTo(whole.length() + 1);
      whole.append(body(part));
      assertThat(range.end()).hasValue(whole.length());
      assertThat(range.total()).hasValue(2_500);
      assertThat(part.flag()).isEqualTo(i < 2 ? ContinuationFlag.MORE : ContinuationFlag.COMPLETE);
    }
    assertThat(whole).hasToString(text);
    assertThat(alice.response().status().code()).isEqualTo(200);
    assertThat(alice.nothingMore()).isEmpty();
  }

  @Test
  void send_aboveTheLimit_is413AndNothingGoesOn() {
    EmbeddedRelay relay =
        world.relay(
            "relay.example",
            b -> b.limits(RelayLimits.DEFAULT.withFragment(11_000).withMaxBody(10_000)));
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);

    alice.write(alice.text(alice.to(bob), "x".repeat(10_001)));

    assertThat(alice.response().status()).isEqualTo(MsrpStatus.STOP_SENDING);
    assertThat(bob.nothingMore()).isEmpty();
    alice.write(alice.text(alice.to(bob), "x".repeat(10_000)));
    assertThat(body(bob.request())).hasSize(10_000);
  }

  @Test
  void send_bodyLikeAnEndLine_arrivesWhole() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    String text = "a\r\n-------tid1$\r\nMSRP x SEND\r\n";

    alice.write(alice.text(alice.to(bob), text));

    assertThat(body(bob.request())).isEqualTo(text);
  }

  @Test
  void send_byteByByte_arrivesWhole() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    ByteBuffer octets = ChunkEncoder.encode(alice.text(alice.to(bob), "slow"));

    while (octets.hasRemaining()) {
      alice.write(ByteBuffer.wrap(new byte[] {octets.get()}));
    }

    assertThat(body(bob.request())).isEqualTo("slow");
  }

  @Test
  @Conformance("4976-6.4.2-01")
  void unknownMethod_throughTheRelay_isAnsweredEndToEnd() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    MsrpRequest asked = alice.request(MsrpMethod.of("FROB"), alice.to(bob)).build();
    alice.write(asked);

    MsrpRequest arrived = bob.request();
    bob.write(new MsrpResponse(arrived.head().respond(MsrpStatus.UNKNOWN_METHOD)));

    MsrpResponse answer = alice.response();
    assertThat(answer.transactionId()).isEqualTo(asked.transactionId());
    assertThat(answer.status()).isEqualTo(MsrpStatus.UNKNOWN_METHOD);
    assertThat(answer.toPath()).isEqualTo(MsrpPath.of(alice.own));
    assertThat(answer.fromPath()).isEqualTo(alice.to(bob));
  }

  @Test
  void send_unreachableNextHop_isReported() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    MsrpUri nobody = MsrpUri.parse("msrps://nobody.example:9/x;tcp");

    alice.write(alice.text(alice.usePath.followedBy(MsrpPath.of(nobody)), "hello"));

    assertThat(alice.response().status().code()).isEqualTo(200);
    assertThat(alice.request().headers().status().orElseThrow().status().code()).isEqualTo(481);
  }

  @Test
  void send_receiverThatDoesNotRead_holdsTheSenderBackAndLosesNothing() {
    EmbeddedRelay relay =
        world.relay("relay.example", b -> b.limits(RelayLimits.DEFAULT.withQueuedOctets(50_000)));
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    bob.stopReading();

    for (int i = 0; i < 100; i++) {
      MsrpRequest message = alice.text(alice.to(bob), i + " " + "x".repeat(5_000));
      alice.write(
          message.toBuilder().header(HeaderName.FAILURE_REPORT, FailureReport.PARTIAL).build());
    }
    world.simulation.runUntilIdle();

    assertThat(alice.wroteAll()).isFalse();
    assertThat(relay.statistics().peakQueuedOctets()).isBetween(50_000L, 60_000L);
    bob.startReading();
    for (int i = 0; i < 100; i++) {
      assertThat(body(bob.request())).startsWith(i + " ");
    }
    assertThat(alice.wroteAll()).isTrue();
  }

  @Test
  void faultsAndDelay_doWhatTheySay() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);
    relay.inject(RelayFault.DROP_SENDS);
    alice.write(alice.text(alice.to(bob), "lost"));
    assertThat(alice.response().status().code()).isEqualTo(200);
    assertThat(bob.nothingMore()).isEmpty();

    relay.heal();
    relay.inject(RelayFault.NO_ANSWERS);
    relay.delay(Duration.ofSeconds(5));
    alice.write(alice.text(alice.to(bob), "one"));
    alice.write(alice.text(alice.to(bob), "two"));
    assertThat(bob.nothingMore()).isEmpty();
    world.simulation.advance(Duration.ofSeconds(5));
    assertThat(body(bob.request())).isEqualTo("one");
    assertThat(body(bob.request())).isEqualTo("two");
    assertThat(alice.nothingMore()).isEmpty();
  }

  @Test
  void kill_thenRestart_isReachedAgainWithNothingRemembered() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient alice = world.member("alice", relay);
    RawClient bob = world.member("bob", relay);

    relay.kill();
    world.simulation.runUntil(() -> alice.ended() && bob.ended());
    world.simulation.await(relay.restart());

    RawClient again = world.member("alice", relay);
    again.write(again.text(again.usePath.followedBy(bob.path()), "hello?"));
    assertThat(again.response().status()).isEqualTo(MsrpStatus.NO_SUCH_SESSION);
    assertThat(relay.statistics().grants()).isEqualTo(1);
  }

  @Test
  void octetsThatAreNoMsrp_endTheConnection() {
    EmbeddedRelay relay = world.relay("relay.example");
    RawClient client = world.client("alice", relay);

    client.write(ByteBuffer.wrap("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII)));

    world.simulation.runUntil(client::ended);
    assertThat(client.nothingMore()).isEmpty();
  }
}
