// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.openmsrp.integration.matrix.Pair.get;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.Transfer;
import org.openmsrp.testkit.tck.NothingLeft;

/** What a session does on whatever transport; whoever implements this runs it on one. */
interface SessionFeatures {

  @RegisterExtension NothingLeft NOTHING_LEFT = NothingLeft.of("buffers", Buffers::inUse);

  int FILE_SIZE = 1_000_003;

  /** A session on the transport under test, whose passive end takes these types. */
  Pair open(String... bobTakes);

  @Test
  default void bind_bothEnds_knowEachOther() {
    try (Pair pair = open()) {
      assertThat(pair.alice.remotePath()).isEqualTo(pair.bob.localPath());
      assertThat(pair.bob.remotePath()).isEqualTo(pair.alice.localPath());
      assertThat(pair.alice.connection().tls().isPresent())
          .isEqualTo(pair.alice.remotePath().first().scheme().secure())
          .isEqualTo(pair.bob.connection().tls().isPresent());
    }
  }

  @Test
  default void text_bothWays_arrives() {
    try (Pair pair = open()) {
      var there = pair.alice.send("grüß dich 👋");
      assertThat(get(pair.atBob().text())).isEqualTo("grüß dich 👋");
      var back = pair.bob.send("x".repeat(100_000));
      assertThat(get(pair.atAlice().text())).hasSize(100_000);
      assertThat(get(there).successful()).isTrue();
      assertThat(get(back).successful()).isTrue();
    }
  }

  @Test
  default void file_sent_arrivesWithItsChecksum(@TempDir Path directory) throws IOException {
    byte[] content = new byte[FILE_SIZE];
    new Random(4975).nextBytes(content);
    Path sent = Files.write(directory.resolve("sent"), content);
    Path received = directory.resolve("received");
    try (Pair pair = open()) {
      Transfer transfer = pair.alice.send(OutgoingFile.of(sent));
      assertThat(get(pair.atBob().transferTo(received))).isEqualTo(FILE_SIZE);
      assertThat(get(transfer.delivery()).successful()).isTrue();
    }
    assertThat(sha256(Files.readAllBytes(received))).isEqualTo(sha256(content));
  }

  @Test
  default void successReport_askedFor_saysDelivered() {
    try (Pair pair = open()) {
      Transfer transfer =
          pair.alice.send(OutgoingMessage.text("sure?").withReports(ReportRequest.CONFIRMED));
      assertThat(get(pair.atBob().text())).isEqualTo("sure?");
      assertThat(get(transfer.delivery())).isEqualTo(new Delivery.Delivered(5));
    }
  }

  @Test
  default void file_aborted_bothEndsLearnIt(@TempDir Path directory) throws IOException {
    Path sent = Files.write(directory.resolve("sent"), new byte[64 * FILE_SIZE]);
    try (Pair pair = open()) {
      Transfer transfer = pair.alice.send(OutgoingFile.of(sent));
      IncomingMessage begun = pair.atBob();
      transfer.cancel();
      assertThat(get(transfer.delivery())).isInstanceOf(Delivery.Aborted.class);
      assertThatThrownBy(() -> get(begun.transferTo(directory.resolve("received"))))
          .hasCauseInstanceOf(MsrpSessionException.class);
    }
  }

  @Test
  default void type_notTaken_isRejectedWith415() {
    try (Pair pair = open("text/plain")) {
      OutgoingMessage image =
          OutgoingMessage.of(MediaType.parse("image/png"), MsrpBody.copyOf(new byte[100]));
      assertThat(get(pair.alice.send(image).delivery()))
          .isInstanceOfSatisfying(
              Delivery.Rejected.class,
              rejected -> assertThat(rejected.status().code()).isEqualTo(415));
    }
  }

  @Test
  default void shutdown_byOneEnd_endsBothInOrder() {
    try (Pair pair = open()) {
      var last = pair.alice.send("the last word");
      assertThat(get(pair.alice.shutdown(Duration.ofSeconds(10))))
          .isEqualTo(new SessionEnd.ClosedLocally());
      assertThat(get(pair.atBob().text())).isEqualTo("the last word");
      assertThat(get(pair.bob.ended())).isEqualTo(new SessionEnd.ClosedByPeer());
      assertThat(get(last).successful()).isTrue();
    }
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
