// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.NetworkConditions;

/** Found by the simulation: a word waited for one write of every long message before it. */
class FairnessTest {

  private static final int LONG = 600_000;

  private final Pair pair = new Pair();

  @AfterEach
  void close() {
    pair.close();
  }

  private MsrpSession session() {
    pair.simulation
        .network()
        .conditions(NetworkConditions.PERFECT.withBuffer(16_000).withOctetsPerSecond(100_000));
    return pair.sessions().get(0);
  }

  @Test
  void send_wordBehindManyLongMessages_waitsForTheirPresentWriteOnly() {
    MsrpSession session = session();
    for (int i = 0; i < 5; i++) {
      session.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[LONG])));
    }
    pair.simulation.runUntilIdle();
    long began = pair.simulation.time().nanoTime();

    var unused = session.send("word");
    pair.simulation.runUntil(() -> pair.atBob.texts.contains("word"));

    double seconds = (pair.simulation.time().nanoTime() - began) / 1e9;
    assertThat(seconds).isLessThan(1.5 * OutboundScheduler.QUANTUM / 100_000);
  }

  @Test
  void send_wordOfOneSessionBehindFilesOfOthers_isInTheNextWrite() {
    try (Bench bench = new Bench()) {
      MsrpServer server = bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
      RawPeer peer = bench.connect();
      List<MsrpSession> sessions = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        Expectation expected = server.expect(SessionOptions.DEFAULT, Optional.of("session" + i));
        var channel = expected.complete(Bench.REMOTE_PATH);
        peer.sends(Bench.knock("bind000" + i).replace(Bench.LOCAL, expected.path().toString()));
        sessions.add(MsrpSession.builder(bench.simulation.await(channel)).start());
      }
      bench.simulation.runUntilIdle();
      peer.takes();
      peer.stopsReading();
      for (MsrpSession busy : sessions.subList(1, 5)) {
        busy.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[LONG])));
      }
      bench.simulation.runUntilIdle();
      sessions.get(0).send("word");
      bench.simulation.runUntilIdle();
      peer.readsAgain();
      List<RawPeer.Frame> frames = peer.takesFrames();
      assertThat(frames).hasSizeGreaterThan(5);
      assertThat(frames.subList(0, 2)).extracting(RawPeer.Frame::text).contains("word");
    }
  }

  @Test
  void send_streamOfWords_doesNotStopALongMessage() {
    MsrpSession session = session();
    var longOne =
        session
            .send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[LONG])))
            .delivery()
            .toCompletableFuture();
    sendNextWord(session, longOne);

    pair.simulation.await(longOne);

    double seconds = pair.simulation.time().nanoTime() / 1e9;
    assertThat(seconds).isLessThan(60);
  }

  /** Keeps many words of 2 KB waiting until the long message is there. */
  private void sendNextWord(MsrpSession session, Future<?> until) {
    for (int i = 0; i < 100; i++) {
      sendWord(session, until);
    }
  }

  private void sendWord(MsrpSession session, Future<?> until) {
    if (!until.isDone()) {
      var unused = session.send("x".repeat(2_000)).thenRun(() -> sendWord(session, until));
    }
  }
}
