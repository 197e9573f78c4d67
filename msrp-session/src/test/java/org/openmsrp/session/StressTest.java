// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.testkit.loopback.LoopbackNetwork;
import org.openmsrp.testkit.loopback.LoopbackTransport;

/** Real threads at the places where order matters, many times over, for a few seconds. */
@Timeout(120)
class StressTest {

  private static final int ROUNDS = 150;
  private static final int SENDERS = 3;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  private static <T> T get(CompletionStage<T> stage) throws Exception {
    return stage.toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  /** Each task runs once, whether it comes before, while or after the connection ends. */
  @Test
  void tasks_addedWhileTheConnectionEnds_runOnceEach() throws Exception {
    for (int round = 0; round < 2_000; round++) {
      Mailbox mailbox = new Mailbox(MsrpLogger.NONE);
      AtomicInteger ran = new AtomicInteger();
      AtomicInteger together = new AtomicInteger();
      CyclicBarrier start = new CyclicBarrier(SENDERS + 1);
      List<Future<?>> adding = new ArrayList<>();
      for (int i = 0; i < SENDERS; i++) {
        adding.add(
            threads.submit(
                () -> {
                  start.await();
                  for (int task = 0; task < 5; task++) {
                    mailbox.add(
                        () -> {
                          assertThat(together.incrementAndGet()).isEqualTo(1);
                          ran.incrementAndGet();
                          together.decrementAndGet();
                        });
                  }
                  return ran;
                }));
      }
      start.await();
      mailbox.drain();
      mailbox.close();
      for (Future<?> one : adding) {
        one.get(30, TimeUnit.SECONDS);
      }
      assertThat(ran).as("round " + round).hasValue(5 * SENDERS);
    }
  }

  /** Two stacks on threads. */
  private record World(MsrpStack alice, MsrpStack bob) implements AutoCloseable {

    static World make() {
      LoopbackNetwork network = new LoopbackNetwork();
      return new World(stack(network), stack(network));
    }

    private static MsrpStack stack(LoopbackNetwork network) {
      return MsrpStack.builder()
          .transport(LoopbackTransport.threaded(network))
          .advertisedHost("host.example")
          .build();
    }

    @Override
    public void close() {
      alice.close();
      bob.close();
    }
  }

  /** Whoever sends while the session ends gets a fate, or is told at once that it is too late. */
  @Test
  void messages_sentWhileTheirSessionCloses_haveAFateEach() throws Exception {
    try (World world = World.make()) {
      MsrpServer server = get(world.bob().server(MsrpUri.parse("msrp://bob.example:0;tcp")));
      for (int round = 0; round < ROUNDS; round++) {
        AtomicInteger arrived = new AtomicInteger();
        Both both = sessions(world, server, arrived::incrementAndGet);
        MsrpSession session = both.alice();
        CyclicBarrier start = new CyclicBarrier(SENDERS + 1);
        List<Future<Integer>> sent = new ArrayList<>();
        for (int i = 0; i < SENDERS; i++) {
          sent.add(threads.submit(sender(session, start)));
        }
        start.await();
        CompletionStage<SessionEnd> end = session.shutdown(Duration.ofSeconds(30));
        int successes = 0;
        for (Future<Integer> one : sent) {
          successes += one.get(30, TimeUnit.SECONDS);
        }
        assertThat(get(end)).isInstanceOf(SessionEnd.ClosedLocally.class);
        // What came is shown before the end is told.
        get(both.bob().ended());
        assertThat(arrived.get()).as("round " + round).isGreaterThanOrEqualTo(successes);
      }
    }
  }

  private static Callable<Integer> sender(MsrpSession session, CyclicBarrier start) {
    return () -> {
      start.await();
      List<CompletionStage<Delivery>> fates = new ArrayList<>();
      try {
        for (int i = 0; i < 20; i++) {
          fates.add(session.send("message " + i));
        }
      } catch (MsrpSessionException e) {
        assertThat(e.kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
      }
      int successes = 0;
      for (CompletionStage<Delivery> fate : fates) {
        successes += get(fate).successful() ? 1 : 0;
      }
      return successes;
    };
  }

  private record Both(MsrpSession alice, MsrpSession bob) {}

  private static Both sessions(World world, MsrpServer server, Runnable arrived) throws Exception {
    Expectation expected = server.expect(SessionOptions.DEFAULT);
    DirectConnector connector = world.alice().connector();
    MsrpPath local = get(connector.prepare());
    CompletionStage<MsrpChannel> passive = expected.complete(local);
    MsrpChannel active = get(connector.complete(expected.path()));
    MsrpSession bob =
        MsrpSession.builder(get(passive))
            .handler(
                message -> {
                  arrived.run();
                  message.discard();
                })
            .start();
    return new Both(MsrpSession.builder(active).start(), bob);
  }

  /** Sessions come to a shared connection while others leave it: none is lost with it. */
  @Test
  void sessions_comingAndGoingOnOneConnection_allExchangeTheirMessage() throws Exception {
    try (World world = World.make()) {
      MsrpServer server = get(world.bob().server(MsrpUri.parse("msrp://bob.example:0;tcp")));
      List<Future<Boolean>> users = new ArrayList<>();
      for (int user = 0; user < 6; user++) {
        users.add(
            threads.submit(
                () -> {
                  CountDownLatch arrived = new CountDownLatch(40);
                  for (int i = 0; i < 40; i++) {
                    Both both = sessions(world, server, arrived::countDown);
                    MsrpSession session = both.alice();
                    assertThat(get(session.send("hello")).successful()).isTrue();
                    get(session.shutdown(Duration.ofSeconds(30)));
                  }
                  return arrived.await(30, TimeUnit.SECONDS);
                }));
      }
      for (Future<Boolean> user : users) {
        assertThat(user.get(60, TimeUnit.SECONDS)).isTrue();
      }
    }
  }
}
