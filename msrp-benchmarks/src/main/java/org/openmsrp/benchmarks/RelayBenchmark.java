// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.relay.RelayClient;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.relay.RelaySettings;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.ReportRequest;
import org.openmsrp.transport.nio.NioTransport;

/**
 * What a relay carries between two endpoints of this toolkit, which share this process: messages
 * per second and octets per second, with the CPU time of relay and endpoints apart.
 *
 * <p>Arguments: the relay's {@code msrp} URI and its process id; it knows alice/wonderland and
 * bob/builder.
 */
public final class RelayBenchmark {

  private static final int MESSAGES = 20_000;
  private static final int WINDOW = 256;
  private static final int BODY = 1_024;
  private static final int FILE = 128 << 20;
  private static final int ROUNDS = 5;

  private final ProcessHandle relay;
  private final MsrpSession sender;

  private RelayBenchmark(ProcessHandle relay, MsrpSession sender) {
    this.relay = relay;
    this.sender = sender;
  }

  /**
   * Runs the benchmark.
   *
   * @param args the relay's URI and process id
   * @throws Exception if something fails
   */
  public static void main(String[] args) throws Exception {
    MsrpUri uri = MsrpUri.parse(args[0]);
    ProcessHandle relay = ProcessHandle.of(Long.parseLong(args[1])).orElseThrow();
    Path file = Files.createTempFile("relay", ".bench");
    try (MsrpStack alice = stack();
        MsrpStack bob = stack()) {
      Files.write(file, new byte[FILE]);
      new RelayBenchmark(relay, connect(alice, bob, uri)).run(file);
    } finally {
      Files.delete(file);
    }
  }

  private static MsrpStack stack() {
    return MsrpStack.builder().transport(new NioTransport()).advertisedHost("127.0.0.1").build();
  }

  private static MsrpSession connect(MsrpStack alice, MsrpStack bob, MsrpUri uri) {
    RelayConnector active = connector(alice, uri, "alice", "wonderland", RelayMode.ACTIVE);
    RelayConnector passive = connector(bob, uri, "bob", "builder", RelayMode.PASSIVE);
    MsrpPath here = join(active.prepare());
    MsrpPath there = join(passive.prepare());
    CompletionStage<MsrpChannel> waiting = passive.complete(here);
    MsrpSession sender = MsrpSession.builder(join(active.complete(there))).start();
    MsrpSession.builder(join(waiting)).handler(IncomingMessage::discard).start();
    return sender;
  }

  private static RelayConnector connector(
      MsrpStack stack, MsrpUri uri, String user, String password, RelayMode mode) {
    RelaySettings settings =
        RelaySettings.builder(uri)
            .allowPlaintext()
            .credentials(user, password.toCharArray())
            .expires(Duration.ofHours(1))
            .build();
    return RelayClient.builder(stack).build().connector(settings, mode);
  }

  private void run(Path file) throws Exception {
    for (int round = 0; round < ROUNDS; round++) {
      measured("confirmed messages", MESSAGES, () -> messages(ReportRequest.CONFIRMED));
      measured("file", FILE, () -> file(file));
    }
  }

  private long messages(ReportRequest reports) throws InterruptedException {
    Semaphore window = new Semaphore(WINDOW);
    OutgoingMessage message = OutgoingMessage.text("x".repeat(BODY)).withReports(reports);
    long[] lost = new long[1];
    for (int i = 0; i < MESSAGES; i++) {
      window.acquire();
      var unused =
          sender
              .send(message)
              .delivery()
              .thenAccept(
                  fate -> {
                    lost[0] += fate instanceof Delivery.Delivered ? 0 : 1;
                    window.release();
                  });
    }
    window.acquire(WINDOW);
    return lost[0];
  }

  private long file(Path file) throws IOException {
    Delivery fate = join(sender.send(OutgoingFile.of(file)).delivery());
    return fate instanceof Delivery.Delivered ? 0 : 1;
  }

  private void measured(String what, long amount, Callable<Long> action) throws Exception {
    long began = System.nanoTime();
    long own = CpuClock.nanos();
    long theirs = relayNanos();
    long lost = action.call();
    double seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        Locale.ROOT,
        "%-20s %,12.0f/s  endpoints %5.2f s  relay %5.2f s  of %5.2f s  lost %d%n",
        what,
        amount / seconds,
        (CpuClock.nanos() - own) / 1e9,
        (relayNanos() - theirs) / 1e9,
        seconds,
        lost);
  }

  /** The relay's processes together. */
  private long relayNanos() {
    return Stream.concat(Stream.of(relay), relay.descendants())
        .flatMap(process -> process.info().totalCpuDuration().stream())
        .mapToLong(Duration::toNanos)
        .sum();
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }
}
