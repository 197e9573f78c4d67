// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordingTest {

  private static final byte[] HERE = {10, 0, 0, 1};
  private static final byte[] THERE = {10, 0, 0, 2};

  @TempDir private Path folder;

  @Test
  void pcap_ofTcpdumpInEitherByteOrder_isRead() throws IOException {
    for (ByteOrder order : List.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN)) {
      Recording recording = Recording.of(pcap(order, frames(pieces(3))));
      assertThat(recording.whole()).isTrue();
      assertThat(recording.frames()).hasSize(1);
      Frame frame = recording.frames().get(0);
      assertThat(frame.octets()).isEqualTo(300);
      assertThat(frame.from()).isEqualTo(new Party("10.0.0.1", 5000));
      assertThat(frame.began().getEpochSecond()).isEqualTo(1_700_000_000);
      assertThat(frame.began().getNano()).isEqualTo(7_000);
    }
  }

  @Test
  void segments_outOfOrderAndRepeated_areReadOnce() throws IOException {
    List<ByteBuffer> packets = frames(pieces(50));
    ByteBuffer first = packets.remove(0);
    packets.addAll(List.copyOf(packets));
    Collections.shuffle(packets, new Random(4975));
    packets.add(0, first);
    assertThat(Recording.of(pcap(ByteOrder.BIG_ENDIAN, packets)).frames())
        .singleElement()
        .extracting(Frame::octets)
        .isEqualTo(5_000L);
  }

  @Test
  void segments_missing_areNamed() throws IOException {
    List<ByteBuffer> packets = frames(pieces(10));
    packets.remove(5);
    assertThat(Recording.of(pcap(ByteOrder.BIG_ENDIAN, packets)).frames())
        .extracting(Frame::content)
        .contains(new Frame.Broken("octets are missing in the capture"));
  }

  @Test
  void file_thatIsNoCapture_isRefusedByName() throws IOException {
    Path file = Files.writeString(folder.resolve("x.txt"), "MSRP is not a capture");
    assertThatThrownBy(() -> Recording.of(file))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("x.txt")
        .hasMessageContaining("neither pcapng nor pcap");
  }

  @Test
  void file_thatIsMissing_isRefusedByName() {
    assertThatThrownBy(() -> Recording.of(folder.resolve("none")))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining("none");
  }

  /** Whatever the octets are: an answer or a typed error, and no large memory. */
  @Property(tries = 500)
  void file_ofNoise_isReadOrRefused(@ForAll byte[] noise, @ForAll boolean old) throws IOException {
    Path file = Files.createTempFile("noise", ".pcapng");
    try {
      ByteBuffer head = old ? pcapHead(ByteOrder.BIG_ENDIAN) : Pcapng.fileHead();
      ByteBuffer all = ByteBuffer.allocate(head.remaining() + noise.length);
      all.put(head).put(noise);
      Files.write(file, all.array());
      assertThat(read(file)).isTrue();
    } finally {
      Files.delete(file);
    }
  }

  private static boolean read(Path file) {
    try {
      return Recording.of(file).whole();
    } catch (CaptureException e) {
      return e.getMessage() != null;
    }
  }

  private static List<String> pieces(int hundreds) {
    List<String> pieces = new ArrayList<>();
    String whole = Wire.send("aaaa1", "1-*/*", "x".repeat(100 * hundreds), '$');
    for (int at = 0; at < whole.length(); at += 100) {
      pieces.add(whole.substring(at, Math.min(whole.length(), at + 100)));
    }
    return pieces;
  }

  private static List<ByteBuffer> frames(List<String> pieces) {
    TcpPackets packets = new TcpPackets(HERE, 5000, THERE, 6000);
    List<ByteBuffer> frames = new ArrayList<>();
    for (String piece : pieces) {
      frames.add(packets.next(true, TcpPackets.ACK, ByteBuffer.wrap(piece.getBytes(UTF_8))));
    }
    return frames;
  }

  private Path pcap(ByteOrder order, List<ByteBuffer> packets) throws IOException {
    ByteBuffer file = ByteBuffer.allocate(1 << 20).order(order).put(pcapHead(order));
    for (ByteBuffer packet : packets) {
      int size = packet.remaining();
      file.putInt(1_700_000_000).putInt(7).putInt(size).putInt(size).put(packet.duplicate());
    }
    byte[] octets = new byte[file.flip().remaining()];
    file.get(octets);
    return Files.write(folder.resolve("tcpdump.pcap"), octets);
  }

  private static ByteBuffer pcapHead(ByteOrder order) {
    ByteBuffer head = ByteBuffer.allocate(24).order(order).putInt(0xA1B2C3D4);
    head.putShort((short) 2).putShort((short) 4).putInt(0).putInt(0).putInt(1 << 18).putInt(1);
    return head.flip();
  }
}
