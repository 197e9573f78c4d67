// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
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

/** What moves over a connection. */
class NioTransportTest {

  @RegisterExtension
  static final NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  private static final int MIB = 1024 * 1024;

  static class Echo extends Recorder {
    @Override
    void bytes(Connection connection, ByteBuffer bytes) {
      connection.write(false, ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
    }

    @Override
    void written(Connection connection) {
      connection.demand();
    }
  }

  @Test
  void write_toEcho_comesBack() {
    try (Wire wire = new Wire(Echo::new)) {
      Recorder client = new Recorder();
      byte[] text = "grüß dich".getBytes(StandardCharsets.UTF_8);

      wire.connect(client).write(false, ByteBuffer.wrap(text));

      await().until(() -> client.octets() == text.length);
      client.connection().close();
      assertThat(client.reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.PeerClose());
    }
  }

  /** Repeats something so many times, each time in the signal of the one before. */
  private static final class Chain extends Recorder {
    private final boolean write;
    private int left = 100_000;
    private int depth;
    private int deepest;

    Chain(boolean write) {
      this.write = write;
    }

    @Override
    void open(Connection connection) {
      next(connection);
    }

    @Override
    void bytes(Connection connection, ByteBuffer bytes) {
      next(connection);
    }

    @Override
    void written(Connection connection) {
      next(connection);
    }

    private void next(Connection connection) {
      deepest = Math.max(deepest, ++depth);
      if (left-- == 0) {
        connection.close();
      } else if (write) {
        connection.write(false, ByteBuffer.allocate(left & 1));
      } else {
        connection.demand();
      }
      depth--;
    }
  }

  @Test
  void write_chained100000Times_isNeverNested() {
    try (Wire wire = new Wire(Recorder::new)) {
      Chain chain = new Chain(true);
      wire.connect(chain);

      assertThat(chain.reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(chain.written).hasValue(100_000);
      assertThat(chain.deepest).isEqualTo(1);
      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.PeerClose());
      assertThat(wire.accepted().octets()).isEqualTo(50_000);
    }
  }

  @Test
  void demand_chained100000TimesOfOneByte_isNeverNested() {
    BindOptions oneByte =
        BindOptions.DEFAULT.withSocket(SocketOptions.DEFAULT.withReadBufferSize(1));
    Chain chain = new Chain(false);
    try (Wire wire = new Wire(oneByte, () -> chain)) {
      Recorder sender = new Recorder();
      wire.connect(sender).write(false, ByteBuffer.allocate(100_000));

      assertThat(chain.reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(chain.octets()).isEqualTo(100_000);
      assertThat(chain.deepest).isEqualTo(1);
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
    try (Wire wire = new Wire(Recorder::new)) {
      Recorder client = new Recorder();

      wire.connect(client).write(false, parts);
      await().until(() -> client.written.get() == 1);
      client.connection().close();

      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.PeerClose());
      assertThat(wire.accepted().crc.getValue()).isEqualTo(sent.getValue());
    }
  }

  @Test
  void write_readOnlyHeapBuffer_leavesTheContentAlone() {
    ByteBuffer text = ByteBuffer.wrap("unchanged".getBytes(StandardCharsets.US_ASCII));
    try (Wire wire = new Wire(Recorder::new)) {
      Recorder client = new Recorder();
      wire.connect(client).write(false, text.asReadOnlyBuffer());

      await().until(() -> client.written.get() == 1);
      assertThat(new String(text.array(), StandardCharsets.US_ASCII)).isEqualTo("unchanged");
    }
  }

  @Test
  void info_afterTheEnd_isWhatItWas() {
    try (Wire wire = new Wire(Recorder::new)) {
      Recorder client = new Recorder();
      Connection connection = wire.connect(client);
      Connection accepted = wire.accepted().connection();

      connection.close();
      client.reason();
      wire.accepted().reason();

      assertThat(connection.info().remote()).isEqualTo(wire.endpoint());
      assertThat(connection.info().local()).isEqualTo(accepted.info().remote());
      assertThat(connection.info().transport()).isEqualTo("nio");
      assertThat(connection.info().tls()).isEmpty();
    }
  }

  /** Sends blocks until so many octets are out, then closes. */
  private static final class Sender extends Recorder {
    private final ByteBuffer block;
    private final CRC32 sent = new CRC32();
    private long left;

    Sender(long octets, ByteBuffer block) {
      this.left = octets;
      this.block = block;
    }

    @Override
    void open(Connection connection) {
      written(connection);
    }

    @Override
    void written(Connection connection) {
      if (left == 0) {
        connection.close();
        return;
      }
      ByteBuffer next = block.duplicate().limit((int) Math.min(left, block.capacity()));
      sent.update(next.duplicate());
      left -= next.remaining();
      ByteBuffer head = next.duplicate().limit(next.remaining() / 3);
      connection.write(false, head, next.position(head.limit()));
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
    try (Wire wire = new Wire(Recorder::new)) {
      Sender sender = new Sender(64L * MIB, block);

      wire.connect(sender);

      Recorder receiver = wire.accepted();
      assertThat(receiver.reason()).isEqualTo(new CloseReason.PeerClose());
      assertThat(receiver.octets()).isEqualTo(64L * MIB);
      assertThat(receiver.crc.getValue()).isEqualTo(sender.sent.getValue());
      assertThat(sender.reason()).isEqualTo(new CloseReason.LocalClose());
    }
  }
}
