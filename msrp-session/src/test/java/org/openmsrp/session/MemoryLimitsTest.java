// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** What a peer can make a session hold by sending little: below, at and above each limit. */
class MemoryLimitsTest extends ReceiverCase {

  private static final int WINDOW = 64 * 1024;

  private void limited(MsrpLimits limits) {
    restart(new Bench(builder -> builder.limits(limits)));
    bench.user.take = false;
  }

  private IncomingMessage shown(int index) {
    bench.simulation.runUntilIdle();
    return bench.user.messages.get(index);
  }

  // ---- messages in memory ----

  @Test
  void messages_togetherAtTheLimitOfTheSession_areTaken() {
    limited(MsrpLimits.builder().sessionInMemory(30_000).build());
    for (int i = 0; i < 2; i++) {
      assertThat(chunk("many%03d".formatted(i), "1-*/*", "x".repeat(15_000), '+')).isEqualTo(200);
      shown(i).bytes();
    }
    assertThat(chunk("many000", "15001-*/*", "", '$')).isEqualTo(200);
    assertThat(chunk("many001", "15001-*/*", "", '$')).isEqualTo(200);
  }

  @Test
  void messages_togetherBeyondTheLimitOfTheSession_areRefused413AndTheirMemoryIsFreeAgain() {
    limited(MsrpLimits.builder().sessionInMemory(29_999).build());
    chunk("many000", "1-*/*", "x".repeat(15_000), '+');
    chunk("many001", "1-*/*", "x".repeat(15_000), '+');
    CompletionStage<byte[]> first = shown(0).bytes();
    CompletionStage<byte[]> second = shown(1).bytes();
    assertThat(bench.failure(second).kind()).isEqualTo(MsrpSessionException.Kind.TOO_LARGE);
    assertThat(chunk("many001", "15001-*/*", "", '$')).isEqualTo(413);
    assertThat(chunk("many000", "15001-*/*", "", '$')).isEqualTo(200);
    assertThat(bench.simulation.await(first)).hasSize(15_000);
    chunk("many002", "1-*/*", "x".repeat(15_000), '+');
    CompletionStage<byte[]> third = shown(2).bytes();
    assertThat(chunk("many002", "15001-*/*", "", '$')).isEqualTo(200);
    assertThat(bench.simulation.await(third)).hasSize(15_000);
  }

  // ---- octets that come before their turn ----

  @Test
  void octets_oneByOneBeforeTheirTurn_areRefused413LongBeforeTheyAreMany() {
    limited(MsrpLimits.DEFAULT.withMessageInMemory(10 * 512));
    chunk("m001", "1-*/*", "x", '+');
    try (InputStream unused = shown(0).inputStream()) {
      for (int i = 0; i < 10; i++) {
        assertThat(chunk("m001", 3 + i + "-*/*", "x", '+')).as("piece %s", i).isEqualTo(200);
      }
      chunk("m001", "13-*/*", "x", '+');
      assertThat(chunk("m001", "14-*/*", "x", '+')).isEqualTo(413);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  // ---- octets that come one by one ----

  @Test
  void octets_oneByOneForAUserWhoTakesNone_pauseReadingLongBeforeTheirNumberIsTheWindow() {
    assertThat(octetsUntilPaused(0)).isBetween(300, 1_000);
  }

  @Test
  void octets_oneByOneForAReaderWhoReadsNone_pauseReadingLongBeforeTheirNumberIsTheWindow() {
    assertThat(octetsUntilPaused(1)).isBetween(300, 3_000);
  }

  private int octetsUntilPaused(int streams) {
    limited(MsrpLimits.DEFAULT.withInboundWindow(WINDOW));
    String endless = Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(20_000), '+');
    peer.sends(endless.substring(0, endless.lastIndexOf("\n-------")));
    int streamed = 0;
    if (streams > 0) {
      shown(0).inputStream();
    }
    while (!peer.blocked() && streamed < WINDOW) {
      peer.sendsOctets(new byte[] {'y'});
      streamed++;
    }
    return streamed;
  }
}
