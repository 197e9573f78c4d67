// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpBody;

/** What is sent from a file: where it begins, what it becomes if the file fails, its chunks. */
class OutgoingFileTest extends SenderCase {

  @Test
  void file_sent_arrivesOctetByOctet(@TempDir Path folder) throws IOException {
    byte[] content = new byte[1_000_000];
    new java.util.Random(1).nextBytes(content);
    Path file = Files.write(folder.resolve("picture.png"), content);
    Transfer transfer = session.send(OutgoingFile.of(file).withContentType(MediaType.OCTET_STREAM));
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.body().toByteArray()).isEqualTo(content);
    assertThat(frame.head().headers().others().toString()).contains("picture.png");
    peer.sends(Bench.response(frame.head().transactionId(), "200 OK"));
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-1000000/1000000", "000 200 OK"));
    assertThat(fate(transfer)).isEqualTo(new Delivery.Delivered(1_000_000));
    assertThat(transfer.progress())
        .isEqualTo(new Transfer.Progress(1_000_000, 1_000_000, 1_000_000));
  }

  @Test
  void file_resumed_startsAtItsPositionWithItsId(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), "0123456789".getBytes(UTF_8));
    session.send(OutgoingFile.of(file).withPosition(6).withMessageId("again001"));
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.range()).contains("7-10/10");
    assertThat(frame.text()).isEqualTo("6789");
    assertThat(frame.head().headers().messageId()).contains("again001");
  }

  @Test
  void file_resumedAtItsEnd_isNotDeliveredWithoutAReport(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), "0123456789".getBytes(UTF_8));
    Transfer transfer = session.send(OutgoingFile.of(file).withPosition(10));
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.range()).contains("11-10/10");
    assertThat(transfer.delivery().toCompletableFuture()).isNotDone();
    peer.sends(Bench.report("rep0001", transfer.messageId(), "1-10/10", "000 200 OK"));
    assertThat(fate(transfer)).isEqualTo(new Delivery.Delivered(10));
  }

  @Test
  void file_empty_isOneEmptyChunk(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[0]);
    Transfer transfer = session.send(OutgoingFile.of(file).withReports(ReportRequest.DEFAULT));
    assertThat(peer.framesSoFarAfter(bench.simulation).get(0).range()).contains("1-0/0");
    answerAll();
    assertThat(fate(transfer)).isEqualTo(new Delivery.Accepted(0, false));
  }

  @Test
  void file_missing_isAborted(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[10]);
    OutgoingFile outgoing = OutgoingFile.of(file);
    Files.delete(file);
    assertThat(fate(session.send(outgoing))).isInstanceOf(Delivery.Aborted.class);
    assertThat(peer.takes()).isEmpty();
  }

  @Test
  void file_shorterThanAnnounced_isAbortedWithFlag(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("f"), new byte[200_000]);
    OutgoingFile outgoing = OutgoingFile.of(file);
    Files.write(file, new byte[150_000]);
    assertThat(fate(session.send(outgoing))).isInstanceOf(Delivery.Aborted.class);
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).last().extracting(RawPeer.Frame::flag).isEqualTo(ContinuationFlag.ABORTED);
  }

  @Test
  void file_cancelled_closesItsChannel() {
    List<NeverReady> opened = new ArrayList<>();
    Transfer transfer =
        session.send(
            new OutgoingFile(
                () -> {
                  NeverReady channel = new NeverReady();
                  channel.content = ByteBuffer.allocate(1 << 20);
                  opened.add(channel);
                  return channel;
                },
                1 << 20,
                MediaType.OCTET_STREAM,
                0,
                java.util.Optional.empty(),
                ReportRequest.DEFAULT,
                List.of()));
    peer.stopsReading();
    bench.simulation.runUntilIdle();
    transfer.cancel();
    peer.readsAgain();
    assertThat(fate(transfer)).isInstanceOf(Delivery.Aborted.class);
    assertThat(opened).singleElement().satisfies(channel -> assertThat(channel.open).isFalse());
  }

  @Test
  void files_andChunkBoundaries_neverMakeChunksBelow2048Octets(@TempDir Path folder)
      throws IOException {
    byte[] content = new byte[1_000_000];
    Path file = Files.write(folder.resolve("f"), content);
    session.send(OutgoingFile.of(file));
    session.send(OutgoingFile.of(file));
    session.send(OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(content)));
    for (RawPeer.Frame frame : peer.takesFrames()) {
      if (frame.flag() == ContinuationFlag.MORE) {
        assertThat(frame.body().size()).isGreaterThanOrEqualTo(2_048);
      }
    }
  }
}
