// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A session that takes what a peer of octets sends. */
abstract class ReceiverCase {

  Bench bench = new Bench();
  RawPeer peer;
  int chunks;

  @BeforeEach
  void bind() {
    start();
  }

  void start(String... acceptTypes) {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    bench.session(bound.channel(), acceptTypes);
  }

  void restart(Bench other, String... acceptTypes) {
    bench.close();
    bench = other;
    start(acceptTypes);
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  /** Sends one chunk; returns the code of its response. */
  int chunk(String messageId, String range, String body, char flag) {
    return chunk(messageId, range, body, flag, "");
  }

  int chunk(String messageId, String range, String body, char flag, String headers) {
    sendChunk(messageId, range, body, flag, headers);
    return peer.takesFrame().code();
  }

  void sendChunk(String messageId, String range, String body, char flag, String headers) {
    String byteRange = range.isEmpty() ? "" : "Byte-Range: " + range + "\n";
    peer.sends(
        Bench.send(
            "tran%04d".formatted(++chunks),
            "Message-ID: " + messageId + "\n" + byteRange + headers,
            body,
            flag));
  }

  static void isIncomplete(Throwable failure) {
    assertThat(failure)
        .isInstanceOfSatisfying(
            MsrpSessionException.class,
            incomplete ->
                assertThat(incomplete.kind()).isEqualTo(MsrpSessionException.Kind.INCOMPLETE));
  }
}
