// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;

/** RFC 4975 §7.1 and §7.1.1: what a sender puts on the wire. */
class SendingTest extends SenderCase {

  @Test
  @Conformance({
    "4975-7.1-05",
    "4975-7.1-06",
    "4975-7.1-07",
    "4975-7.1-14",
    "4975-7.1-15",
    "4975-7.1-16",
    "4975-7.1.1-15",
    "4975-7.1.1-17",
    "4975-7.1.1-18",
    "4975-7.1.1-20",
    "4975-5.2-01"
  })
  void text_small_isOneChunkWithKnownRange() {
    session.send("hällo");
    assertThat(peer.takes())
        .isEqualTo(
            """
            MSRP tid0001 SEND
            To-Path: msrp://raw.example:7777/rawsession;tcp
            From-Path: msrp://stack.example:2855/stacksession;tcp
            Message-ID: mid0001
            Byte-Range: 1-6/6
            Content-Type: text/plain

            hällo
            -------tid0001$
            """);
  }

  @Test
  @Conformance({"4975-7.1.1-03", "4975-7.1-06"})
  void message_withReportsAndHeaders_writesThemBeforeContentType() {
    session.send(
        OutgoingMessage.text("x")
            .withReports(new ReportRequest(SuccessReport.YES, FailureReport.PARTIAL))
            .withMessageId("given001")
            .withHeader(Header.of(HeaderName.CONTENT_ID, "<a@b>")));
    assertThat(peer.takes())
        .contains("Message-ID: given001\n", "Success-Report: yes\n", "Failure-Report: partial\n")
        .contains("Content-ID: <a@b>\nContent-Type: text/plain\n\nx\n");
  }

  @Test
  @Conformance({"4975-7.1.1-35", "4975-14.3-02"})
  void message_withAHeaderOfTheSessionsOwn_isNotBuilt() {
    for (Header<?> header :
        List.of(
            Header.of(HeaderName.MESSAGE_ID, "given001"),
            Header.of(HeaderName.BYTE_RANGE, org.openmsrp.domain.header.ByteRange.NOTHING),
            Header.of(HeaderName.extension("content-transfer-encoding"), "base64"))) {
      assertThatThrownBy(() -> OutgoingMessage.text("x").withHeader(header))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  @Conformance({"4975-11.4-01", "4975-13-03"})
  void message_ofCpim_isCutAsAWholeAndEachChunkSaysSo() {
    String wrapped = "From: <im:a@x>\r\nTo: <im:b@x>\r\n\r\nContent-Type: text/plain\r\n\r\n";
    String cpim = wrapped + "x".repeat(30_000);
    peer.stopsReading();
    session.send(OutgoingMessage.of(MediaType.CPIM, MsrpBody.copyOf(cpim.getBytes(UTF_8))));
    bench.simulation.runUntilIdle();
    peer.sends(Bench.text("peer0001", "m001", "an answer interrupts the chunk"));
    peer.readsAgain();
    StringBuilder joined = new StringBuilder();
    List<RawPeer.Frame> chunks =
        peer.takesFrames().stream().filter(RawPeer.Frame::isRequest).toList();
    assertThat(chunks).hasSizeGreaterThan(1);
    for (RawPeer.Frame chunk : chunks) {
      assertThat(chunk.head().headers().contentType()).hasToString("Optional[message/cpim]");
      assertThat(chunk.range().orElseThrow())
          .isEqualTo((joined.length() + 1) + "-*/" + cpim.length());
      joined.append(chunk.text());
    }
    assertThat(joined).hasToString(cpim);
  }

  @Test
  void text_empty_hasContentTypeAndEmptyBody() {
    session.send("");
    assertThat(peer.takes())
        .contains("Byte-Range: 1-0/0\nContent-Type: text/plain\n\n\n-------tid0001$\n");
  }

  @Test
  @Conformance({"4975-7.1.1-19", "4975-7.1.1-25"})
  void message_of2048Octets_hasAKnownEndAndOf2049AStar() {
    sendLarge(2048, ReportRequest.DEFAULT);
    assertThat(peer.takesFrame().range()).contains("1-2048/2048");
    sendLarge(2049, ReportRequest.DEFAULT);
    assertThat(peer.takesFrame().range()).contains("1-*/2049");
  }

  @Test
  @Conformance("4975-7.1.1-26")
  void message_ofAMebibyteOnAnIdleConnection_isOneChunk() {
    sendLarge(1 << 20, ReportRequest.DEFAULT);
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.body().size()).isEqualTo(1 << 20);
    assertThat(frame.flag()).isEqualTo(ContinuationFlag.COMPLETE);
  }

  @Test
  @Conformance({
    "4975-7.1.1-02",
    "4975-7.1.1-04",
    "4975-7.1.1-16",
    "4975-7.1.1-22",
    "4975-7.1.1-30",
    "4975-7.1-01",
    "4975-7.1-18",
    "4975-5.1-05",
    "4975-5.1-01",
    "4975-7.1.1-32"
  })
  void messages_twoLarge_alternateInChunksOfOneIdEach() {
    Transfer one = sendLarge(1 << 20, ReportRequest.CONFIRMED);
    Transfer two = sendLarge(1 << 20, ReportRequest.CONFIRMED);
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSizeGreaterThan(4);
    Set<String> transactions = new HashSet<>();
    for (Transfer transfer : List.of(one, two)) {
      long next = 1;
      for (RawPeer.Frame frame : chunksOf(frames, transfer)) {
        assertThat(frame.range()).contains(next + "-*/" + (1 << 20));
        assertThat(frame.head().headers().successReport()).isEqualTo(SuccessReport.YES);
        assertThat(frame.head().headers().contentType()).contains(MediaType.TEXT_PLAIN);
        assertThat(transactions.add(frame.head().transactionId())).isTrue();
        next += frame.body().size();
        boolean last = next == (1 << 20) + 1;
        assertThat(frame.flag())
            .isEqualTo(last ? ContinuationFlag.COMPLETE : ContinuationFlag.MORE);
      }
      assertThat(next).isEqualTo((1 << 20) + 1);
    }
    String turns =
        frames.stream()
            .map(frame -> frame.head().headers().messageId().orElseThrow())
            .map(id -> id.equals(one.messageId()) ? "1" : "2")
            .collect(Collectors.joining());
    assertThat(turns).startsWith("121212");
  }

  @Test
  @Conformance({"4975-7.1.1-29", "4975-5.1-01"})
  void message_small_overtakesALargeOneAfterOneQuantumAtMost() {
    peer.stopsReading();
    sendLarge(10 << 20, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    int before = peer.octets();
    session.send("small");
    while (peer.frameCount() < 2) {
      peer.readsOnce();
    }
    List<RawPeer.Frame> frames = peer.framesSoFar();
    assertThat(frames.get(1).text()).isEqualTo("small");
    assertThat(frames.get(0).flag()).isEqualTo(ContinuationFlag.MORE);
    assertThat(frames.get(0).body().size()).isBetween(2_048, OutboundScheduler.QUANTUM + before);
    peer.readsAgain();
  }

  @Test
  @Conformance({"4975-7.1.1-31", "4975-5.1-01"})
  void answer_whileALargeMessageRuns_interruptsIt() {
    peer.stopsReading();
    sendLarge(10 << 20, ReportRequest.DEFAULT);
    bench.simulation.runUntilIdle();
    peer.sends(Bench.text("peer0001", "m001", "hello"));
    while (peer.frameCount() < 2) {
      peer.readsOnce();
    }
    assertThat(peer.framesSoFar().get(0).flag()).isEqualTo(ContinuationFlag.MORE);
    assertThat(peer.framesSoFar().get(1).code()).isEqualTo(200);
    peer.readsAgain();
  }

  @Test
  @Conformance({"4975-7.1-19", "4975-7.1-20", "4975-7.1-21"})
  void body_withTheChunksOwnEndLine_goesOnUnderAnotherId() {
    String body = "before\r\n-------tid0001$\r\nafter";
    Transfer transfer = session.send(OutgoingMessage.text(body));
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0).text() + frames.get(1).text()).isEqualTo(body);
    assertThat(frames.get(0).text()).doesNotContain("-------tid0001");
    assertThat(frames.get(0).flag()).isEqualTo(ContinuationFlag.MORE);
    assertThat(frames.get(1).range())
        .contains(
            "%d-%d/%d".formatted(frames.get(0).body().size() + 1, body.length(), body.length()));
    frames.forEach(frame -> answer(frame, "200 OK"));
    assertFate(transfer, new Delivery.Accepted(body.length(), false));
  }

  @Test
  @Conformance({"4975-7.1.1-09", "4975-7.2-09"})
  void messages_withoutAnswersYet_areAllSent() {
    for (int i = 0; i < 10; i++) {
      session.send("message " + i);
    }
    assertThat(peer.takesFrames()).hasSize(10);
  }

  @Test
  @Conformance("4975-5.4-17")
  void message_sentAgain_keepsItsId() {
    OutgoingMessage message = OutgoingMessage.text("hello").withMessageId("again001");
    Transfer first = session.send(message);
    answer(peer.takesFrame(), "400 No");
    bench.simulation.runUntilIdle();
    assertThat(first.delivery().toCompletableFuture()).isCompleted();
    session.send(message);
    assertThat(peer.takesFrame().head().headers().messageId()).contains("again001");
  }

  @Test
  void message_withAnIdThatIsUnderWay_isNotSent() {
    OutgoingMessage message = OutgoingMessage.text("hello").withMessageId("again001");
    session.send(message);
    Transfer second = session.send(message);
    assertThat(peer.takesFrames()).hasSize(1);
    assertThat(second.delivery().toCompletableFuture().join()).isInstanceOf(Delivery.Aborted.class);
  }

  @Test
  void octets_aMessageBodyOfBinary_arriveAsTheyAre() {
    byte[] all = new byte[512];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    session.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(all)));
    assertThat(peer.takesFrame().body().toByteArray()).isEqualTo(all);
  }
}
