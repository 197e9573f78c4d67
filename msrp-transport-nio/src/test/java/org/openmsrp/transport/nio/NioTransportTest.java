// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;

/** What moves over a connection. */
class NioTransportTest {

  private static final int MIB = 1024 * 1024;

  private static class Echo extends Recorder {
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

      org.awaitility.Awaitility.await().until(() -> client.octets() == text.length);
      client.connection().close();
      assertThat(client.reason()).isEqualTo(new CloseReason.LocalClose());
      assertThat(wire.accepted().reason()).isEqualTo(new CloseReason.PeerClose());
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
