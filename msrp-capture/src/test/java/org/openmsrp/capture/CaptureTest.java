// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;

class CaptureTest {

  private static final int DATA = TcpPackets.PSH | TcpPackets.ACK;

  @TempDir private Path folder;
  private Path file;

  @BeforeEach
  void name() {
    file = folder.resolve("traffic.pcapng");
  }

  @Test
  void connection_openedAndClosed_hasHandshakeAndFin() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.end(new CloseReason.PeerClose());
    }
    assertThat(Wire.segments(file))
        .extracting(Segment::flags)
        .containsExactly(
            TcpPackets.SYN,
            TcpPackets.SYN | TcpPackets.ACK,
            TcpPackets.ACK,
            TcpPackets.FIN | TcpPackets.ACK,
            TcpPackets.FIN | TcpPackets.ACK,
            TcpPackets.ACK);
    assertThat(Wire.segments(file).get(3).from()).isEqualTo(new Party("192.0.2.2", 2855));
  }

  @Test
  void connection_broken_endsWithResetOfWhoBrokeIt() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.end(failed(TransportException.Kind.RESET));
      wire.open(Wire.ALICE, Wire.BOB);
      wire.end(failed(TransportException.Kind.TIMEOUT));
    }
    List<Segment> resets =
        Wire.segments(file).stream()
            .filter(segment -> (segment.flags() & TcpPackets.RST) != 0)
            .toList();
    assertThat(resets).extracting(segment -> segment.from().port()).containsExactly(2855, 40_000);
  }

  private static CloseReason failed(TransportException.Kind kind) {
    return new CloseReason.Failed(new TransportException(kind, "test"));
  }

  @Test
  void octets_bothWays_haveAddressesTimesAndRisingSequenceNumbers() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.say("12345");
      wire.hear("678");
      wire.say("90");
    }
    List<Segment> data = data();
    assertThat(data).extracting(CaptureTest::text).containsExactly("12345", "678", "90");
    assertThat(data).extracting(Segment::sequence).containsExactly(1, 1, 6);
    assertThat(data.get(0).from()).isEqualTo(new Party("192.0.2.1", 40_000));
    assertThat(data.get(1).from()).isEqualTo(new Party("192.0.2.2", 2_855));
    assertThat(data.get(0).time()).isEqualTo(Instant.parse("2026-01-02T03:04:05.682901Z"));
  }

  @Test
  void frames_inOneWrite_areOneSegmentEach() {
    String one = Wire.send("aaaa1", "1-5/5", "hello", '$');
    String two = Wire.answer("bbbb2", "200 OK");
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.say(one + two + one.substring(0, 40), one.substring(40));
    }
    assertThat(data())
        .extracting(CaptureTest::text)
        .containsExactly(one, two, one.substring(0, 40), one.substring(40));
  }

  @Test
  void chunk_largerThanASegment_isCut() {
    String chunk = Wire.send("aaaa1", "1-*/100000", "x".repeat(100_000), '$');
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.say(chunk);
    }
    assertThat(data()).hasSize(2).allMatch(one -> one.octets().remaining() <= TcpPackets.SEGMENT);
    StringBuilder whole = new StringBuilder();
    data().forEach(segment -> whole.append(text(segment)));
    assertThat(whole).hasToString(chunk);
  }

  @Test
  void noise_insteadOfMsrp_isRecordedAsItIs() {
    try (Wire wire = new Wire(file).open(Wire.ALICE, Wire.BOB)) {
      wire.hear("GET / HTTP/1.1\r\n");
      wire.hear("\n\n\n");
    }
    assertThat(data())
        .extracting(CaptureTest::text)
        .containsExactly("GET / HTTP/1.1\r\n", "\n\n\n");
  }

  @Test
  void addresses_ofIpv6AndNames_areKept() {
    try (Wire wire = new Wire(file)) {
      wire.open(Endpoint.tcp("2001:db8::1", 1), Endpoint.tcp("2001:db8::2", 2)).say("a");
      wire.open(Endpoint.tcp("alice.example", 3), Endpoint.tcp("bob.example", 4)).say("b");
      wire.open(Endpoint.tcp("alice.example", 5), Endpoint.tcp("fe80::1%eth0", 6)).say("c");
    }
    assertThat(data())
        .extracting(segment -> segment.from() + " " + segment.to())
        .containsExactly(
            "[2001:db8:0:0:0:0:0:1]:1 [2001:db8:0:0:0:0:0:2]:2",
            "192.0.2.1:3 192.0.2.2:4",
            "192.0.2.1:5 [fe80:0:0:0:0:0:0:1]:6");
  }

  @Test
  void connection_ofWhichBothEndsAreRecorded_appearsOnce() {
    try (Wire wire = new Wire(file)) {
      wire.open(Wire.ALICE, Wire.BOB).say("said");
      wire.open(Wire.BOB, Wire.ALICE).hear("said");
    }
    assertThat(data()).hasSize(1);
  }

  @Test
  void capture_atItsLimit_endsAndSaysSo() throws IOException {
    try (Wire wire = new Wire(file, 1000).open(Wire.ALICE, Wire.BOB)) {
      assertThat(wire.capture().trouble()).isEmpty();
      wire.say("x".repeat(2000));
      wire.say("y");
      assertThat(wire.capture().trouble())
          .hasValueSatisfying(
              trouble ->
                  assertThat(trouble)
                      .hasMessageContaining("traffic.pcapng")
                      .hasMessageContaining("limit of 1000"));
    }
    assertThat(data()).isEmpty();
    assertThat(Files.size(file)).isLessThanOrEqualTo(1000);
  }

  @Test
  void file_ofCapture_isReadByItsOwnerOnly() throws IOException {
    new Wire(file).close();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void capture_intoNoFolder_failsWithTheName() {
    Path missing = folder.resolve("missing").resolve("x.pcapng");
    assertThatThrownBy(() -> Capture.to(missing))
        .isInstanceOf(CaptureException.class)
        .hasMessageContaining(missing.toString());
  }

  private List<Segment> data() {
    return Wire.segments(file).stream().filter(segment -> segment.flags() == DATA).toList();
  }

  private static String text(Segment segment) {
    return UTF_8.decode(segment.octets().duplicate()).toString();
  }
}
