// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjIntConsumer;
import java.util.function.UnaryOperator;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.testkit.tck.NothingLeft;
import org.openmsrp.testkit.tck.RecordingHandler;

/** What moves over a connection. */
class NioTransportTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final int MIB = 1024 * 1024;

  /** Makes a handler write back what comes, one piece at a time. */
  static RecordingHandler echo(RecordingHandler handler) {
    return handler
        .whenOpen(connection -> handler.demand())
        .whenBytes(bytes -> handler.connection().write(false, copyOf(bytes)))
        .whenWritten(handler::demand);
  }

  private static ByteBuffer copyOf(ByteBuffer bytes) {
    return ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
  }

  @Test
  void write_toEcho_comesBack() {
    try (NioWire wire = new NioWire(NioTransportTest::echo)) {
      byte[] text = "grüß dich".getBytes(StandardCharsets.UTF_8);
      RecordingHandler client = wire.connect(RecordingHandler::reading);

      client.connection().write(false, ByteBuffer.wrap(text));

      await().until(() -> client.received() == text.length);
      client.connection().close();
      assertThat(client.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(wire.accepted().awaitClosed()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  /** Repeats something so many times, each time in the signal of the one before. */
  private static UnaryOperator<RecordingHandler> chain(ObjIntConsumer<RecordingHandler> link) {
    return handler -> {
      AtomicInteger left = new AtomicInteger(100_000);
      Runnable next =
          () -> {
            int rest = left.getAndDecrement();
            if (rest == 0) {
              handler.close();
            } else {
              link.accept(handler, rest);
            }
          };
      return handler
          .whenOpen(connection -> next.run())
          .whenBytes(bytes -> next.run())
          .whenWritten(next);
    };
  }

  @Test
  void write_chained100000Times_isNeverNested() {
    try (NioWire wire = new NioWire(RecordingHandler::reading)) {
      RecordingHandler chain =
          wire.connect(
              chain((self, left) -> self.connection().write(false, ByteBuffer.allocate(left & 1))));

      assertThat(chain.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(chain.written()).isEqualTo(100_000);
      assertThat(chain.violations()).isEmpty();
      assertThat(wire.accepted().awaitClosed()).isEqualTo(new CloseReason.PeerClose());
      assertThat(wire.accepted().received()).isEqualTo(50_000);
    }
  }

  @Test
  void demand_chained100000TimesOfOneByte_isNeverNested() {
    BindOptions oneByte =
        BindOptions.DEFAULT.withSocket(SocketOptions.DEFAULT.withReadBufferSize(1));
    try (NioWire wire = new NioWire(oneByte, chain((self, left) -> self.demand()))) {
      RecordingHandler sender = wire.connect(RecordingHandler::reading);
      sender.connection().write(false, ByteBuffer.allocate(100_000));

      RecordingHandler chain = wire.accepted();
      assertThat(chain.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
      assertThat(chain.received()).isEqualTo(100_000);
      assertThat(chain.violations()).isEmpty();
    }
  }

  @Test
  void write_manySmallBuffersOfBothKinds_arriveInOrder() {
    ByteBuffer[] parts = new ByteBuffer[5000];
    CRC32 sent = new CRC32();
    for (int i = 0; i < parts.length; i++) {
      int size = i % 7;
      parts[i] = random(i % 3 == 0 ? ByteBuffer.allocate(size) : ByteBuffer.allocateDirect(size));
      sent.update(parts[i].duplicate());
    }
    CRC32 came = new CRC32();
    try (NioWire wire = new NioWire(handler -> summing(handler, came))) {
      RecordingHandler client = wire.connect(RecordingHandler::reading);

      client.connection().write(false, parts);
      await().until(() -> client.written() == 1);
      client.connection().close();

      assertThat(wire.accepted().awaitClosed()).isEqualTo(new CloseReason.PeerClose());
      assertThat(came.getValue()).isEqualTo(sent.getValue());
    }
  }

  @Test
  void write_readOnlyHeapBuffer_leavesTheContentAlone() {
    ByteBuffer text = ByteBuffer.wrap("unchanged".getBytes(StandardCharsets.US_ASCII));
    try (NioWire wire = new NioWire(RecordingHandler::reading)) {
      RecordingHandler client = wire.connect(RecordingHandler::reading);
      client.connection().write(false, text.asReadOnlyBuffer());

      await().until(() -> client.written() == 1);
      assertThat(new String(text.array(), StandardCharsets.US_ASCII)).isEqualTo("unchanged");
    }
  }

  @Test
  void wire_ruleWasBroken_failsWhenItIsClosed() {
    NioWire wire = new NioWire(RecordingHandler::reading);
    wire.connect(RecordingHandler::reading).onClosed(new CloseReason.PeerClose());

    assertThatThrownBy(wire::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("T1.2 after onClosed");
  }

  @Test
  void info_afterTheEnd_isWhatItWas() {
    try (NioWire wire = new NioWire(RecordingHandler::reading)) {
      RecordingHandler client = wire.connect(RecordingHandler::reading);
      Connection connection = client.connection();
      Connection accepted = wire.accepted().connection();

      connection.close();
      client.awaitClosed();
      wire.accepted().awaitClosed();

      assertThat(connection.info().remote()).isEqualTo(wire.endpoint());
      assertThat(connection.info().local()).isEqualTo(accepted.info().remote());
      assertThat(connection.info().transport()).isEqualTo("nio");
      assertThat(connection.info().tls()).isEmpty();
    }
  }

  /** Makes a handler read, and sum up what it reads. */
  private static RecordingHandler summing(RecordingHandler handler, CRC32 sum) {
    return handler.reading().whenBytes(bytes -> sum.update(bytes.duplicate()));
  }

  /** Sends blocks until so many octets are out, then closes. */
  private static final class Sender {
    private final ByteBuffer block;
    private final CRC32 sent = new CRC32();
    private long left;

    Sender(long octets, ByteBuffer block) {
      this.left = octets;
      this.block = block;
    }

    RecordingHandler with(RecordingHandler handler) {
      return handler.whenOpen(connection -> next(handler)).whenWritten(() -> next(handler));
    }

    private void next(RecordingHandler handler) {
      if (left == 0) {
        handler.close();
        return;
      }
      ByteBuffer next = block.duplicate().limit((int) Math.min(left, block.capacity()));
      sent.update(next.duplicate());
      left -= next.remaining();
      ByteBuffer head = next.duplicate().limit(next.remaining() / 3);
      handler.connection().write(false, head, next.position(head.limit()));
    }
  }

  private static ByteBuffer random(ByteBuffer target) {
    byte[] bytes = new byte[target.capacity()];
    new Random(1).nextBytes(bytes);
    return target.put(bytes).clear();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void write_64MiBThenClose_arriveUnchangedBeforePeerClose(boolean direct) {
    ByteBuffer block =
        random(direct ? ByteBuffer.allocateDirect(500_009) : ByteBuffer.allocate(500_009));
    CRC32 came = new CRC32();
    try (NioWire wire = new NioWire(handler -> summing(handler, came))) {
      Sender sender = new Sender(64L * MIB, block);

      RecordingHandler client = wire.connect(sender::with);

      RecordingHandler receiver = wire.accepted();
      assertThat(receiver.awaitClosed()).isEqualTo(new CloseReason.PeerClose());
      assertThat(receiver.received()).isEqualTo(64L * MIB);
      assertThat(came.getValue()).isEqualTo(sender.sent.getValue());
      assertThat(client.awaitClosed()).isEqualTo(new CloseReason.LocalClose());
    }
  }
}
