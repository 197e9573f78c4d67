// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.message.ContinuationFlag;

/** How large chunks become. */
class ChunkPolicyTest {

  private final Bench bench = new Bench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private static void assertChunks(List<RawPeer.Frame> frames, int size, int total) {
    assertThat(frames).hasSize((total + size - 1) / size);
    long next = 1;
    for (int i = 0; i < frames.size(); i++) {
      RawPeer.Frame frame = frames.get(i);
      boolean last = i == frames.size() - 1;
      assertThat(frame.body().size()).isEqualTo(last ? total - (int) next + 1 : size);
      assertThat(frame.range().orElseThrow()).startsWith(next + "-");
      assertThat(frame.flag()).isEqualTo(last ? ContinuationFlag.COMPLETE : ContinuationFlag.MORE);
      next += frame.body().size();
    }
  }

  @Test
  void policy_below2048Octets_throws() {
    assertThatThrownBy(() -> new ChunkPolicy(2_047)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Conformance("4975-7.1.1-27")
  void conservative_cutsAt2048Octets() {
    Bench.Bound bound =
        bench.passive(SessionOptions.DEFAULT.withChunkPolicy(ChunkPolicy.CONSERVATIVE));
    bench.session(bound.channel()).send("x".repeat(100_000));
    assertChunks(bound.peer().takesFrames(), 2_048, 100_000);
  }

  @Test
  void path_throughARelay_cutsAt8Kibibytes() {
    CompletionStage<MsrpChannel> channel = bench.acceptor().completeWithAnyPeer();
    RawPeer peer = bench.connect();
    peer.sends(
        Bench.knock("bind0001").replace("From-Path: ", "From-Path: msrp://relay.example:1;tcp "));
    MsrpSession session = bench.session(bench.simulation.await(channel));
    peer.takes();
    session.send("x".repeat(100_000));
    assertChunks(peer.takesFrames(), 8 * 1024, 100_000);
  }

  @Test
  void message_ofExactlyTheChunkSize_isOneChunk() {
    Bench.Bound bound =
        bench.passive(SessionOptions.DEFAULT.withChunkPolicy(new ChunkPolicy(4_096)));
    bench.session(bound.channel()).send("x".repeat(4_096));
    assertChunks(bound.peer().takesFrames(), 4_096, 4_096);
  }
}
