// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;

/** Real threads: handlers that wait, and many threads on one session. */
@Timeout(60)
class HandlerThreadsTest {

  private final LoopbackNetwork network = new LoopbackNetwork();
  private final MsrpStack alice = stack();
  private final MsrpStack bob = stack();

  private MsrpStack stack() {
    return MsrpStack.builder()
        .transport(LoopbackTransport.threaded(network))
        .advertisedHost("host.example")
        .build();
  }

  @AfterEach
  void close() {
    alice.close();
    bob.close();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  private List<MsrpChannel> channels() {
    DirectAcceptor acceptor = bob.acceptor();
    MsrpPath bobPath = join(acceptor.prepare(MsrpUri.parse("msrp://bob.example:0/b;tcp")));
    DirectConnector connector = alice.connector();
    MsrpPath alicePath = join(connector.prepare());
    CompletionStage<MsrpChannel> bobChannel = acceptor.complete(alicePath);
    MsrpChannel aliceChannel = join(connector.complete(bobPath));
    return List.of(aliceChannel, join(bobChannel));
  }

  @Test
  @Conformance("4975-5.3-01")
  void handler_thatWaitsForItsOwnReply_getsIt() {
    List<MsrpChannel> channels = channels();
    CompletableFuture<Delivery> replied = new CompletableFuture<>();
    CompletableFuture<MsrpSession> bobSession = new CompletableFuture<>();
    bobSession.complete(
        MsrpSession.builder(channels.get(1))
            .handler(message -> replied.complete(join(join(bobSession).send("reply"))))
            .start());
    MsrpSession aliceSession = MsrpSession.builder(channels.get(0)).start();
    assertThat(join(aliceSession.send("question"))).isInstanceOf(Delivery.Accepted.class);
    assertThat(join(replied)).isInstanceOf(Delivery.Accepted.class);
  }

  @Test
  void handlers_thatBothWaitForTheOthersAnswer_getThem() {
    List<MsrpChannel> channels = channels();
    CompletableFuture<MsrpSession> aliceSession = new CompletableFuture<>();
    CompletableFuture<MsrpSession> bobSession = new CompletableFuture<>();
    Queue<Delivery> fates = new ConcurrentLinkedQueue<>();
    CompletableFuture<Void> bothDone = new CompletableFuture<>();
    aliceSession.complete(start(channels.get(0), aliceSession, fates, bothDone));
    bobSession.complete(start(channels.get(1), bobSession, fates, bothDone));
    join(aliceSession).send("3");
    join(bobSession).send("3");
    join(bothDone);
    assertThat(fates).hasSizeGreaterThanOrEqualTo(6).allMatch(Delivery::successful);
  }

  private static MsrpSession start(
      MsrpChannel channel,
      CompletableFuture<MsrpSession> self,
      Queue<Delivery> fates,
      CompletableFuture<Void> done) {
    return MsrpSession.builder(channel)
        .handler(
            message -> {
              int left = Integer.parseInt(join(message.text()));
              if (left > 0) {
                fates.add(join(join(self).send(Integer.toString(left - 1))));
              }
              if (fates.size() >= 6) {
                done.complete(null);
              }
            })
        .start();
  }

  @Test
  void handler_thatWaitsForALargeMessage_getsIt() {
    List<MsrpChannel> channels = channels();
    CompletableFuture<Integer> size = new CompletableFuture<>();
    MsrpSession.builder(channels.get(1))
        .handler(message -> size.complete(join(message.bytes()).length))
        .start();
    MsrpSession aliceSession = MsrpSession.builder(channels.get(0)).start();
    MsrpBody body = MsrpBody.copyOf(new byte[10 << 20]);
    Transfer transfer =
        aliceSession.send(
            OutgoingMessage.of(MediaType.OCTET_STREAM, body).withReports(ReportRequest.CONFIRMED));
    assertThat(join(size)).isEqualTo(10 << 20);
    assertThat(join(transfer.delivery())).isEqualTo(new Delivery.Delivered(10 << 20));
  }

  @Test
  void send_byManyThreads_losesAndDoublesNothing() {
    List<MsrpChannel> channels = channels();
    Queue<String> arrived = new ConcurrentLinkedQueue<>();
    MsrpSession.builder(channels.get(1))
        .handler(message -> arrived.add(join(message.text())))
        .start();
    MsrpSession aliceSession = MsrpSession.builder(channels.get(0)).start();
    List<Delivery> fates =
        IntStream.range(0, 2_000)
            .parallel()
            .mapToObj(i -> aliceSession.send("message " + i))
            .toList()
            .stream()
            .map(HandlerThreadsTest::join)
            .toList();
    assertThat(fates).hasSize(2_000).allMatch(Delivery::successful);
    join(aliceSession.shutdown(java.time.Duration.ofSeconds(30)));
    assertThat(arrived).hasSize(2_000).doesNotHaveDuplicates();
  }

  @Test
  void close_whileManyThreadsSend_tellsEachMessagesFate() {
    List<MsrpChannel> channels = channels();
    MsrpSession.builder(channels.get(1)).start();
    MsrpSession aliceSession = MsrpSession.builder(channels.get(0)).start();
    List<CompletionStage<Delivery>> taken =
        IntStream.range(0, 1_000)
            .parallel()
            .mapToObj(
                i -> {
                  if (i == 500) {
                    aliceSession.close();
                  }
                  try {
                    return aliceSession.send("message " + i);
                  } catch (MsrpSessionException refused) {
                    return CompletableFuture.<Delivery>completedFuture(
                        new Delivery.Aborted("refused"));
                  }
                })
            .toList();
    for (CompletionStage<Delivery> fate : taken) {
      Delivery delivery = join(fate);
      assertThat(delivery.successful() || delivery instanceof Delivery.Aborted)
          .as("%s", delivery)
          .isTrue();
    }
    assertThat(join(aliceSession.ended())).isEqualTo(new SessionEnd.ClosedLocally());
  }
}
