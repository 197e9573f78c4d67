// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.MsrpStatus;

/** Observers are told what happens, and statistics count it. */
class ObserverTest {

  private final MsrpStatistics statistics = new MsrpStatistics();
  private final List<Object> events = new ArrayList<>();
  private final Bench bench =
      new Bench(
          builder -> builder.observer(new Broken()).observer(statistics).observer(new Taker()));

  /** Throws whatever happens: nobody else may suffer. */
  private static final class Broken implements MsrpObserver {
    @Override
    public void onTraffic(Direction direction, int octets) {
      throw new IllegalStateException("an observer's mistake");
    }
  }

  private final class Taker implements MsrpObserver {
    @Override
    public void onConnection(ConnectionEvent event) {
      events.add(event);
    }

    @Override
    public void onSession(SessionEvent event) {
      events.add(event);
    }

    @Override
    public void onMessage(MessageEvent event) {
      events.add(event);
    }

    @Override
    public void onTransaction(TransactionEvent event) {
      events.add(event);
    }
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
    assertThat(statistics.snapshot().connections().open()).isZero();
    assertThat(statistics.snapshot().sessions().open()).isZero();
    assertThat(statistics.snapshot().messages().queued()).isZero();
    assertThat(statistics.snapshot().messages().queuedOctets()).isZero();
  }

  private Bench.Bound bound() {
    Thread.currentThread().setUncaughtExceptionHandler((thread, failure) -> {});
    return bench.passive();
  }

  @Test
  void connectionAndSession_fromBeginToEnd_areCounted() {
    Bench.Bound bound = bound();
    bench.session(bound.channel());
    assertThat(statistics.snapshot().connections().open()).isEqualTo(1);
    assertThat(statistics.snapshot().sessions()).isEqualTo(new MsrpStats.Sessions(1, 1, 0));
    bound.channel().close();
    bench.advance(Duration.ofSeconds(10));
    assertThat(statistics.snapshot().sessions()).isEqualTo(new MsrpStats.Sessions(1, 0, 0));
    assertThat(events.stream().map(event -> event.getClass().getSimpleName()))
        .containsSubsequence("Opened", "Bound", "Ended", "Closed");
  }

  @Test
  void octets_ofBothDirections_areThoseOnTheWire() {
    Bench.Bound bound = bound();
    MsrpSession session = bench.session(bound.channel());
    MsrpStats.Connections before = statistics.snapshot().connections();
    session.send("x".repeat(10_000));
    int out = bound.peer().takes().replace("\n", "\r\n").length();
    String text = Bench.text("tran0002", "m001", "hello");
    bound.peer().sends(text);
    int answer = bound.peer().takes().replace("\n", "\r\n").length();
    MsrpStats.Connections after = statistics.snapshot().connections();
    assertThat(after.octetsOut() - before.octetsOut()).isEqualTo(out + answer);
    assertThat(after.octetsIn() - before.octetsIn()).isEqualTo(text.replace("\n", "\r\n").length());
  }

  @Test
  void message_answeredAfterAWhile_hasARoundTripAndLeavesTheQueue() {
    Bench.Bound bound = bound();
    MsrpSession session = bench.session(bound.channel());
    session.send("hello");
    bound.peer().takes();
    assertThat(statistics.snapshot().messages().queued()).isEqualTo(1);
    assertThat(statistics.snapshot().messages().queuedOctets()).isEqualTo(5);
    bench.advance(Duration.ofMillis(250));
    bound.peer().sends(Bench.response("tid0001", "200 OK"));
    assertThat(statistics.snapshot().messages().succeeded()).isEqualTo(1);
    assertThat(statistics.snapshot().transactions())
        .isEqualTo(
            new MsrpStats.Transactions(1, 0, 0, Duration.ofMillis(250), Duration.ofMillis(250)));
  }

  @Test
  void message_refusedOrUnanswered_isToldApart() {
    Bench.Bound bound = bound();
    MsrpSession session = bench.session(bound.channel());
    session.send("one");
    bound.peer().takes();
    bound.peer().sends(Bench.response("tid0001", "413 Enough"));
    session.send("two");
    bound.peer().takes();
    bench.advance(Duration.ofSeconds(31));
    MsrpStats stats = statistics.snapshot();
    assertThat(stats.messages().failed()).isEqualTo(2);
    assertThat(stats.transactions().answered()).isEqualTo(1);
    assertThat(stats.transactions().rejected()).isEqualTo(1);
    assertThat(stats.transactions().timedOut()).isEqualTo(1);
  }

  @Test
  void messages_thatArrive_areWholeRefusedOrGivenUp() {
    Bench.Bound bound = bound();
    bench.session(bound.channel(), "text/plain");
    bound.peer().sends(Bench.text("tran0001", "m001", "hello"));
    bound.peer().sends(Bench.text("tran0002", "m002", "hello").replace("text/plain", "image/png"));
    bound
        .peer()
        .sends(Bench.send("tran0003", "Message-ID: m003\nByte-Range: 1-*/99\n", "hello", '#'));
    MsrpStats.Messages messages = statistics.snapshot().messages();
    assertThat(messages.received()).isEqualTo(1);
    assertThat(messages.incomplete()).isEqualTo(2);
    assertThat(messages.refused()).isEqualTo(1);
    assertThat(events)
        .contains(
            new MessageEvent.Received(5),
            new MessageEvent.Incomplete(0, Optional.of(MsrpStatus.UNSUPPORTED_MEDIA_TYPE)));
  }

  @Test
  void session_whoseConnectionBreaks_isBroken() {
    Bench.Bound bound = bound();
    bench.session(bound.channel()).send("hello");
    bound.peer().takes();
    bound.peer().breaksOff();
    bench.advance(Duration.ofSeconds(1));
    assertThat(statistics.snapshot().sessions().broken()).isEqualTo(1);
    assertThat(statistics.snapshot().messages().failed()).isEqualTo(1);
  }

  @Test
  void connection_thatNobodyAccepts_isCountedAsFailed() {
    DirectConnector connector = bench.stack.connector();
    bench.simulation.await(connector.prepare(Bench.LOCAL_PATH.last()));
    bench.failure(connector.complete(Bench.REMOTE_PATH));
    assertThat(statistics.snapshot().connections().failed()).isEqualTo(1);
    assertThat(events)
        .hasSize(1)
        .first()
        .isInstanceOfSatisfying(
            ConnectionEvent.Failed.class, failed -> assertThat(failed.inbound()).isFalse());
  }
}
