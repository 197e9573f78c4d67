// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** A message and its session: kept together while all is well, taken up again when it was not. */
class ResumeTest {

  private final Bench bench = new Bench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private MsrpSession connect(int number) {
    DirectConnector connector = bench.stack.connector();
    bench.simulation.await(connector.prepare());
    CompletionStage<MsrpChannel> channel = connector.complete(Bench.REMOTE_PATH);
    bench.simulation.runUntilIdle();
    RawPeer peer = bench.accepted.get(number);
    RawPeer.Frame knock = peer.takesFrame();
    peer.sends(
        Bench.response(knock.head().transactionId(), "200 OK")
            .replace(Bench.LOCAL, knock.head().fromPath().toString()));
    return MsrpSession.builder(bench.simulation.await(channel)).start();
  }

  @Test
  @Conformance({"4975-5.4-21", "4975-5.4-23"})
  void file_whoseSessionWasLost_goesOnInANewOneWhereThePeerIs(@TempDir Path folder)
      throws IOException {
    bench.listen();
    Path file = Files.write(folder.resolve("f"), new byte[500_000]);
    MsrpSession first = connect(0);
    bench.accepted.get(0).stopsReading();
    Transfer lost = first.send(OutgoingFile.of(file));
    bench.simulation.runUntilIdle();
    bench.accepted.get(0).readsOnce();
    bench.accepted.get(0).breaksOff();
    assertThat(bench.simulation.await(lost.delivery())).isInstanceOf(Delivery.ConnectionLost.class);
    MsrpSession second = connect(1);
    assertThat(second.localPath()).as("a URI of its own").isNotEqualTo(first.localPath());
    second.send(OutgoingFile.of(file).withPosition(16_000).withMessageId(lost.messageId()));
    RawPeer.Frame rest = bench.accepted.get(1).takesFrame();
    assertThat(rest.head().headers().messageId()).contains(lost.messageId());
    assertThat(rest.range()).contains("16001-*/500000");
    assertThat(rest.body().size()).isEqualTo(484_000);
  }

  @Test
  @Conformance("4975-5.4-22")
  void message_inManyChunks_leavesOnOneSession() {
    MsrpServer server = bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
    RawPeer peer = bench.connect();
    List<String> ids = List.of("one", "two");
    for (String id : ids) {
      Expectation expected = server.expect(SessionOptions.DEFAULT, java.util.Optional.of(id));
      CompletionStage<MsrpChannel> channel = expected.complete(Bench.REMOTE_PATH);
      peer.sends(Bench.knock("bind0001").replace(Bench.LOCAL, expected.path().toString()));
      MsrpSession session = MsrpSession.builder(bench.simulation.await(channel)).start();
      peer.takes();
      peer.stopsReading();
      session.send(
          OutgoingMessage.of(MediaType.OCTET_STREAM, MsrpBody.copyOf(new byte[400_000]))
              .withMessageId("message-of-" + id));
    }
    peer.readsAgain();
    List<RawPeer.Frame> frames = peer.takesFrames();
    assertThat(frames).hasSizeGreaterThan(4);
    assertThat(frames)
        .allSatisfy(
            frame -> {
              MsrpPath from = frame.head().fromPath();
              String id = from.last().sessionId().orElseThrow();
              assertThat(frame.head().headers().messageId()).contains("message-of-" + id);
            });
  }
}
