// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.testkit.loopback.VirtualTime;

/** The order of writes for any mixture of items: nothing is lost, mixed up, or left to wait. */
class SchedulerModelTest {

  /** Notes what is written. */
  private static final class Wire implements Connection {
    int writes;
    int inFlight;

    @Override
    public ConnectionInfo info() {
      Endpoint here = Endpoint.tcp("here.example", 1);
      return new ConnectionInfo("model", here, here, Framing.STREAM, Optional.empty());
    }

    @Override
    public void write(boolean endOfFrame, ByteBuffer... parts) {
      assertThat(inFlight).as("one write at a time").isZero();
      inFlight = 1;
      writes++;
    }

    @Override
    public void demand() {}

    @Override
    public void wake() {}

    @Override
    public void close() {}

    @Override
    public void abort(TransportException reason) {}
  }

  /** An item of some octets, not always ready, that notes when it was served. */
  private static final class Item implements OutboundItem {
    private final Random random;
    private final List<Item> trace;
    int left;
    boolean open;
    boolean interruptedInTurn = true;
    int waited;
    boolean stalls;

    Item(Random random, List<Item> trace, int octets) {
      this.random = random;
      this.trace = trace;
      this.left = octets;
    }

    @Override
    public boolean ready() {
      return left > 0 && !stalls;
    }

    @Override
    public boolean finished() {
      return left == 0;
    }

    @Override
    public boolean chunkOpen() {
      return open;
    }

    @Override
    public void compose(WriteBatch batch, int budget) {
      int size = Math.min(left, Math.min(budget, 1 + random.nextInt(200_000)));
      batch.body(ByteBuffer.allocate(size));
      left -= size;
      open = left > 0;
      waited = 0;
      trace.add(this);
    }

    @Override
    public void interrupt(WriteBatch batch) {
      open = false;
    }

    @Override
    public void lost(SessionEnd end) {}
  }

  @Property(tries = 200)
  void items_ofManySessions_areAllServedInTurnsAndNeverMixed(@ForAll long seed) {
    Random random = new Random(seed);
    Wire wire = new Wire();
    OutboundScheduler scheduler = scheduler(wire);
    List<Item> trace = new ArrayList<>();
    List<Item> items = new ArrayList<>();
    List<Outbox> outboxes = new ArrayList<>();
    for (int i = 0; i < 1 + random.nextInt(6); i++) {
      outboxes.add(new Outbox());
    }
    int added = 0;
    for (int step = 0; step < 400 || items.stream().anyMatch(item -> item.left > 0); step++) {
      if (added < 30 && random.nextInt(4) == 0) {
        Outbox outbox = outboxes.get(random.nextInt(outboxes.size()));
        Item item = new Item(random, trace, 1 + random.nextInt(600_000));
        items.add(item);
        outbox.add(item);
        scheduler.activate(outbox);
        added++;
      }
      for (Item item : items) {
        item.stalls = step < 300 && random.nextInt(10) == 0;
      }
      int before = trace.size();
      scheduler.flush(step);
      checkTurns(items, trace.subList(before, trace.size()));
      if (wire.inFlight == 1) {
        wire.inFlight = 0;
        scheduler.onWritten(step);
      }
      assertThat(step).as("everything is written in the end").isLessThan(5_000);
    }
    assertThat(items).allMatch(item -> item.left == 0);
  }

  /** Whoever could be served waits for as many turns as there are others, twice at most. */
  private static void checkTurns(List<Item> items, List<Item> served) {
    assertThat(items.stream().filter(Item::chunkOpen).count())
        .as("open chunks")
        .isLessThanOrEqualTo(1);
    for (Item item : items) {
      if (item.ready() && !served.contains(item) && !served.isEmpty()) {
        item.waited++;
      } else if (!item.ready()) {
        item.waited = 0;
      }
      assertThat(item.waited).as("writes that passed an item by").isLessThanOrEqualTo(120);
    }
  }

  private static OutboundScheduler scheduler(Wire wire) {
    EngineContext context =
        new EngineContext(
            new VirtualTime(),
            Runnable::run,
            Runnable::run,
            IdentifierSource.secure(),
            MsrpTimeouts.DEFAULT,
            MsrpLimits.DEFAULT,
            new BufferPool(128 * 1024, 4),
            MsrpLogger.NONE,
            Watch.NOBODY,
            new AtomicLong());
    TrafficLog traffic = new TrafficLog(new ConnectionEngine(context, null));
    Transactions transactions =
        new Transactions(Duration.ofSeconds(30).toNanos(), Watch.NOBODY, () -> 0);
    return new OutboundScheduler(wire, transactions, context, traffic);
  }
}
