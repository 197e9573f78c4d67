// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * A server's sessions against a plain model: who is expected, bound where, and what is answered.
 */
class RegistryModelTest {

  private static final int IDS = 4;
  private static final int PEERS = 3;

  /** What the model knows of one session id. */
  private static final class Entry {
    final Expectation expectation;
    final CompletionStage<MsrpChannel> channel;
    @Nullable RawPeer boundTo;

    Entry(Expectation expectation) {
      this.expectation = expectation;
      this.channel = expectation.complete(Bench.REMOTE_PATH);
    }
  }

  private static final class World implements AutoCloseable {
    final Bench bench = new Bench();
    final MsrpServer server =
        bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
    final List<RawPeer> peers = new ArrayList<>();
    final Map<String, Entry> model = new HashMap<>();
    int transactions;

    World() {
      for (int i = 0; i < PEERS; i++) {
        peers.add(bench.connect());
      }
    }

    void expect(String id) {
      if (model.containsKey(id)) {
        assertThat(catchKind(() -> server.expect(SessionOptions.DEFAULT, Optional.of(id))))
            .isEqualTo(MsrpSessionException.Kind.WRONG_STATE);
      } else {
        model.put(id, new Entry(server.expect(SessionOptions.DEFAULT, Optional.of(id))));
      }
    }

    private static MsrpSessionException.@Nullable Kind catchKind(Runnable call) {
      try {
        call.run();
        return null;
      } catch (MsrpSessionException e) {
        return e.kind();
      }
    }

    void request(String id, int peer) {
      RawPeer from = peers.get(peer);
      Entry entry = model.get(id);
      int expected =
          entry == null ? 481 : entry.boundTo == null || entry.boundTo == from ? 200 : 506;
      from.sends(
          Bench.knock("tran%04d".formatted(++transactions)).replace("/stacksession", "/" + id));
      assertThat(from.takesFrame().code()).as("request for " + id).isEqualTo(expected);
      if (entry != null && entry.boundTo == null) {
        entry.boundTo = from;
        assertThat(bench.simulation.await(entry.channel)).isNotNull();
        MsrpSession.builder(bench.simulation.await(entry.channel)).start();
        bench.simulation.runUntilIdle();
      }
    }

    /** Ends what is expected, or bound, under an id. */
    void end(String id) {
      Entry entry = model.remove(id);
      if (entry == null) {
        return;
      }
      if (entry.boundTo == null) {
        entry.expectation.close();
      } else {
        bench.simulation.await(entry.channel).close();
      }
      bench.simulation.runUntilIdle();
      RawPeer last = entry.boundTo;
      if (last != null && model.values().stream().noneMatch(other -> other.boundTo == last)) {
        assertThat(last.closed()).as("a connection ends with its last session").isPresent();
        peers.set(peers.indexOf(last), bench.connect());
      }
    }

    void breakOff(int peer) {
      RawPeer gone = peers.get(peer);
      gone.breaksOff();
      model.values().removeIf(entry -> entry.boundTo == gone);
      peers.set(peer, bench.connect());
    }

    @Override
    public void close() {
      bench.close();
    }
  }

  @Property(tries = 100)
  void requests_afterAnyHistory_areAnsweredAsTheModelSays(@ForAll long seed) {
    Random random = new Random(seed);
    try (World world = new World()) {
      for (int i = 0; i < 60; i++) {
        String id = "s" + random.nextInt(IDS);
        switch (random.nextInt(8)) {
          case 0, 1 -> world.expect(id);
          case 2 -> world.end(id);
          case 3 -> world.breakOff(random.nextInt(PEERS));
          default -> world.request(id, random.nextInt(PEERS));
        }
      }
    }
  }
}
