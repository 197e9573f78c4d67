// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** T2.5, T2.6, T3.3, T6.2 and T6.3 on the wire: which frames are taken, and which are sent. */
public interface WebSocketFrameContract extends TransportUnderTest {

  /**
   * Text and binary, whole or in fragments, with a ping in between: one message each.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t6_2_textBinaryAndFragmentsAreMessages() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          RawWebSocket peer = ends.peer();
          peer.frame(RawFrame.BINARY, true, Pattern.bytes(0, 3));
          peer.frame(RawFrame.TEXT, true, Pattern.bytes(3, 300));
          peer.frame(RawFrame.TEXT, false, Pattern.bytes(303, 2));
          peer.frame(RawFrame.CONTINUATION, false, new byte[0]);
          peer.frame(RawFrame.PING, true, "p".getBytes(US_ASCII));
          peer.frame(RawFrame.CONTINUATION, true, Pattern.bytes(305, 5));
          peer.frame(RawFrame.BINARY, false, Pattern.bytes(310, 2));
          peer.frame(RawFrame.CONTINUATION, false, Pattern.bytes(312, 2));
          peer.frame(RawFrame.CONTINUATION, true, new byte[0]);

          ends.awaitFrameEnds(3L, 303L, 310L, 314L);
          assertThat(peer.receive().opcode()).isEqualTo(RawFrame.PONG);
        });
  }

  /**
   * The parts of one write are one binary frame, masked exactly if a client sends it, each time
   * with another key.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t6_2_oneWriteIsOneBinaryFrameMaskedByClientsOnly() throws IOException {
    int size = 70_000;
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          RecordingHandler tested = ends.tested();
          tested.whenWritten(() -> writeUpTo(tested, 2, size));
          tested.connection().write(true, Shapes.cut(0, size, new Random(6455)));

          RawFrame one = ends.peer().receive();
          RawFrame two = ends.peer().receive();

          assertThat(one.first()).isEqualTo(RawFrame.FIN | RawFrame.BINARY);
          assertThat(one.payload()).isEqualTo(Pattern.bytes(0, size));
          assertThat(two.payload()).isEqualTo(Pattern.bytes(size, size));
          assertThat(one.mask().isEmpty()).isEqualTo(ends.accepted());
          assertThat(one.mask().equals(two.mask())).isEqualTo(ends.accepted());
        });
  }

  private static void writeUpTo(RecordingHandler tested, int count, int size) {
    if (tested.written() < count) {
      tested.connection().write(true, Pattern.buffer(tested.written() * size, size));
    }
  }

  /**
   * An empty write sends no frame.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t3_3_emptyWriteSendsNoFrame() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          RecordingHandler tested = ends.tested();
          tested.whenWritten(() -> writeUpTo(tested, 2, 10));
          tested.connection().write(true, ByteBuffer.allocate(0));

          assertThat(ends.peer().receive().payload()).isEqualTo(Pattern.bytes(10, 10));
        });
  }

  /**
   * What RFC 6455 forbids is told by 1002 and reaches no handler.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t6_3_forbiddenFrameClosesWith1002() throws IOException {
    for (ForbiddenFrame forbidden : ForbiddenFrame.values()) {
      WebSocketEnds.inBothRoles(
          this,
          ends -> {
            for (RawFrame frame : forbidden.frames(ends.peer().mask())) {
              ends.peer().frame(frame);
            }

            assertThat(ends.peer().receive().closeCode()).as("%s", forbidden).isEqualTo(1002);
            assertThat(Failures.of(ends.awaitClosed()))
                .as("%s", forbidden)
                .isEqualTo(Kind.PROTOCOL_VIOLATION);
            assertThat(ends.tested().frameEnds()).as("%s", forbidden).isEmpty();
          });
    }
  }

  /**
   * A ping is answered with its payload, and a pong that nobody wanted ignored, whether anybody
   * reads or not.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_6_pingIsAnsweredThoughNobodyReads() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        UnaryOperator.identity(),
        false,
        ends -> {
          byte[] longest = Pattern.bytes(0, 125);
          ends.peer().frame(RawFrame.PONG, true, Pattern.bytes(7, 7));
          ends.peer().frame(RawFrame.PING, true, longest);

          RawFrame pong = ends.peer().receiveAfterPings();

          assertThat(pong.first()).isEqualTo(RawFrame.FIN | RawFrame.PONG);
          assertThat(pong.payload()).isEqualTo(longest);
          assertThat(ends.tested().pieces()).isZero();
        });
  }

  /**
   * A peer that sends pings by the thousand and takes no pong holds up nobody; its last ping is
   * answered.
   *
   * @throws IOException if a socket of the test fails
   */
  @Test
  default void required_t2_6_pingsByThousandsHoldUpNobody() throws IOException {
    WebSocketEnds.inBothRoles(
        this,
        ends -> {
          for (int i = 1; i <= 5000; i++) {
            ends.peer().frame(RawFrame.PING, true, ("ping " + i).getBytes(US_ASCII));
          }
          ends.data(Pattern.bytes(0, 10));

          ends.awaitFrameEnds(10L);
          RawFrame last = ends.peer().receive();
          while (!last.text().equals("ping 5000")) {
            last = ends.peer().receive();
          }
          assertThat(last.opcode()).isEqualTo(RawFrame.PONG);
        });
  }
}
