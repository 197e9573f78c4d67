// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T4 on the wire of a WebSocket: close frames, their codes, and ends without one. */
public interface WebSocketClosingContract extends TransportUnderTest {

  /**
   * 1000, 1001 and no code at all are an orderly end, and answered as such.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_3_peersOrderlyCodeIsAPeerClose() throws IOException {
    for (int code : new int[] {1000, 1001}) {
      WebSocketEnds.inBothRoles(
          this,
          ends -> {
            ends.peer().closeFrame(code);

            assertThat(ends.peer().receive().closeCode()).isEqualTo(code);
            assertPeerClose(ends);
          });
    }
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          ends.peer().frame(RawFrame.CLOSE, true, new byte[0]);

          assertThat(ends.peer().receive().opcode()).isEqualTo(RawFrame.CLOSE);
          assertPeerClose(ends);
        });
  }

  /** The server ends TCP first (RFC 6455 §7.1.1). */
  private static void assertPeerClose(WebSocketEnds ends) {
    assertThat(ends.awaitClosed()).isEqualTo(new CloseReason.PeerClose());
    if (ends.accepted()) {
      assertThat(ends.peer().isEnded()).isTrue();
    }
  }

  /**
   * Codes by which the peer says that we broke a rule.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_3_peersAccusationIsAViolation() throws IOException {
    for (int code : new int[] {1002, 1003, 1007, 1009}) {
      WebSocketEnds.inBothRoles(this, ends -> assertFails(ends, code, Kind.PROTOCOL_VIOLATION));
    }
  }

  /**
   * Any other code is as good as a reset.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_3_peersOtherCodeIsAReset() throws IOException {
    for (int code : new int[] {1008, 1011, 3000, 4999}) {
      WebSocketEnds.inBothRoles(this, ends -> assertFails(ends, code, Kind.RESET));
    }
  }

  private static void assertFails(WebSocketEnds ends, int code, Kind kind) throws IOException {
    ends.peer().closeFrame(code);

    assertThat(Failures.of(ends.awaitClosed())).as("%s", code).isEqualTo(kind);
  }

  /**
   * The stream ends, but no close frame has come: what came before is delivered.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_3_endWithoutACloseFrameIsAReset() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          ends.data(Pattern.bytes(0, 1000));
          ends.peer().shutdownOutput();

          assertThat(Failures.of(ends.awaitClosed())).isEqualTo(Kind.RESET);
          assertThat(ends.tested().frameEnds()).containsExactly(1000L);
        });
  }

  /**
   * A reset of TCP.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_3_socketResetIsAReset() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          ends.peer().reset();

          assertThat(Failures.of(ends.awaitClosed())).isEqualTo(Kind.RESET);
        });
  }

  /**
   * Our own close is 1000, and over when the peer has answered.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_1_closeSends1000AndWaitsForTheAnswer() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          ends.tested().connection().close();

          assertThat(ends.peer().receive().closeCode()).isEqualTo(1000);
          assertThat(ends.tested().closeReason()).isEmpty();
          ends.peer().closeFrame(1000);
          assertThat(ends.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
        });
  }

  /**
   * A close that is never answered is over after the timeout, and TCP with it.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_1_unansweredCloseIsLocalAfterTheTimeout() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        bench -> bench.closeTimeout(Duration.ofMillis(300)),
        true,
        ends -> {
          ends.tested().connection().close();

          assertThat(ends.peer().receive().closeCode()).isEqualTo(1000);
          assertThat(ends.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
          assertThat(ends.peer().isEnded()).isTrue();
        });
  }

  /**
   * An abort says nothing.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_2_abortSendsNoCloseFrame() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          ends.tested().connection().abort(Failures.onPurpose());

          assertThat(ends.peer().isEnded()).isTrue();
        });
  }

  /**
   * Nor does the end of a connection whose handler has thrown.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_3_handlerThatThrowsSendsNoCloseFrame() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          ends.tested()
              .whenBytes(
                  bytes -> {
                    throw new IllegalStateException("on purpose");
                  });
          ends.data(Pattern.bytes(0, 10));

          assertThat(Failures.of(ends.awaitClosed())).isEqualTo(Kind.HANDLER_FAILED);
          assertThat(ends.peer().isEnded()).isTrue();
        });
  }

  /**
   * A message beyond the bound is told by 1009, in one frame or in many, although the peer goes on.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t4_3_messageBeyondTheBoundClosesWith1009() throws IOException {
    assumeTrue(options().maxMessageSize().isPresent(), "no largest message in the options");
    int most = options().maxMessageSize().getAsInt();
    WebSocketEnds.inBothRoles(
        this,
        UnaryOperator.identity(),
        true,
        ends -> {
          ends.data(Pattern.bytes(0, most));
          ends.data(Pattern.bytes(most, 30 * most));
          assertTooLarge(ends, 2 * most);
        });
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          ends.peer().frame(RawFrame.BINARY, false, Pattern.bytes(0, most - 1));
          ends.peer().frame(RawFrame.CONTINUATION, false, Pattern.bytes(most - 1, 1));
          ends.peer().frame(RawFrame.CONTINUATION, false, Pattern.bytes(most, 1));
          assertTooLarge(ends, most);
        });
  }

  private static void assertTooLarge(WebSocketEnds ends, int received) throws IOException {
    assertThat(ends.peer().receive().closeCode()).isEqualTo(1009);
    assertThat(Failures.of(ends.awaitClosed())).isEqualTo(Kind.PROTOCOL_VIOLATION);
    assertThat(ends.tested().received()).isLessThanOrEqualTo(received);
  }
}
