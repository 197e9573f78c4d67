// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Found by the simulation: a session that was put on its channel right behind a head lost it. */
class HandOverTest {

  private final Bench bench = new Bench();

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {-2, -1, 0, 1, 2, 4, 6, 8, 20})
  void start_chunkArrivedInPart_messageIsShownAndAnswered(int cut) {
    Bench.Bound bound = bench.passive();
    String text = Bench.text("tid00001", "mid00001", "hello").replace("\n", "\r\n");
    int at = text.indexOf("hello") + cut;
    bound.peer().sendsOctets(text.substring(0, at).getBytes(US_ASCII));

    bench.session(bound.channel());
    bound.peer().sendsOctets(text.substring(at).getBytes(US_ASCII));

    assertThat(bench.user.texts).containsExactly("hello");
    assertThat(bound.peer().takesFrame().code()).isEqualTo(200);
  }

  @Test
  void start_behindAChunkThatWasRefused_doesNotAnswerItAgain() {
    Bench.Bound bound = bench.passive();
    refuseInTheMiddle(bound.peer());

    bench.session(bound.channel());

    bound.peer().sends(Bench.text("tid00002", "mid00002", "next"));
    assertThat(bench.user.texts).containsExactly("next");
    RawPeer.Frame answer = bound.peer().takesFrame();
    assertThat(answer.head().transactionId()).isEqualTo("tid00002");
    assertThat(answer.code()).isEqualTo(200);
  }

  @Test
  void start_behindAChunkReadInPartThatWasRefused_doesNotAnswerItAgain() {
    Bench.Bound bound = bench.passive();
    var begun = bound.channel().read();
    refuseInTheMiddle(bound.peer());
    bench.simulation.await(begun);

    bench.session(bound.channel());

    bound.peer().sends(Bench.text("tid00002", "mid00002", "next"));
    RawPeer.Frame answer = bound.peer().takesFrame();
    assertThat(answer.head().transactionId()).isEqualTo("tid00002");
    assertThat(answer.code()).isEqualTo(200);
  }

  /** More than a window that nobody takes: the chunk is answered 413, then it ends. */
  private void refuseInTheMiddle(RawPeer peer) {
    String large = "x".repeat(2 * MsrpLimits.DEFAULT.inboundWindow());
    String send = Bench.send("tid00001", "Message-ID: mid00001\n", large, '+');
    int end = send.length() - 20;
    peer.sends(send.substring(0, end));
    bench.advance(MsrpTimeouts.DEFAULT.maxPause());
    assertThat(peer.takesFrame().code()).isEqualTo(413);
    peer.sends(send.substring(end));
  }
}
