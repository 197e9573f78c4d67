// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.zip.CRC32;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.spi.TappedTransport;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.Expectation;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpServer;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.SessionOptions;

/**
 * Connects, binds, sends and closes, one session after the other, between two stacks of this
 * process. With faults, the connection of every second session is pulled by either side at a moment
 * that chance chooses.
 */
final class Cycles implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final String LONG = "x".repeat(20_000);
  private static final byte[] CONTENT = new byte[1_000_000];

  static {
    new Random(4975).nextBytes(CONTENT);
  }

  private final Queue<Connection> open = new ConcurrentLinkedQueue<>();
  private final Path file = temporaryFile();
  private final Random random = new Random(4975);
  private final SessionOptions options;
  private final MsrpStack alice;
  private final MsrpStack bob;
  private final MsrpServer server;
  private int broken;

  Cycles(Supplier<Transport> transports, MsrpUri listening) {
    options =
        SessionOptions.DEFAULT.toBuilder().transport(listening.transport()).sharing(false).build();
    alice = stack(transports.get());
    bob = stack(transports.get());
    server = join(bob.server(listening));
  }

  private MsrpStack stack(Transport transport) {
    Transport tapped = new TappedTransport(transport, user -> new Pullable(user, open));
    return MsrpStack.builder().transport(tapped).advertisedHost("127.0.0.1").build();
  }

  private static Path temporaryFile() {
    try {
      return Files.write(Files.createTempFile("cycles", ".bin"), CONTENT);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** How many sessions did not end as they should have, had nobody pulled. */
  int broken() {
    return broken;
  }

  void run(int cycles, boolean faults) {
    for (int i = 0; i < cycles; i++) {
      boolean pulled = faults && i % 2 == 1;
      try {
        cycle(pulled);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (CompletionException | MsrpSessionException e) {
        broken++;
        if (!faults) {
          // With faults a late pull may hit the next session as well.
          throw e;
        }
      }
      open.clear();
    }
  }

  private void cycle(boolean pulled) throws IOException {
    Expectation expectation = server.expect(options);
    DirectConnector connector = alice.connector(options);
    CompletableFuture<Long> received = new CompletableFuture<>();
    CompletableFuture<MsrpSession> accepted =
        expectation
            .complete(join(connector.prepare()))
            .toCompletableFuture()
            .thenApply(channel -> end(channel, received));
    if (pulled) {
      CompletableFuture.delayedExecutor(random.nextInt(3000), TimeUnit.MICROSECONDS)
          .execute(this::pull);
    }
    try {
      MsrpSession session = end(join(connector.complete(expectation.path())), received);
      long sent = talk(session);
      assertThat(join(received)).as("checksum of what arrived").isEqualTo(sent);
      join(session.shutdown(PATIENCE));
      join(join(accepted).ended());
    } finally {
      expectation.close();
      connector.close();
      accepted.thenAccept(MsrpSession::close);
    }
  }

  /** Says something; its checksum. */
  private long talk(MsrpSession session) throws IOException {
    switch (random.nextInt(8)) {
      case 0 -> {
        requireSuccess(join(session.send(OutgoingFile.of(file)).delivery()));
        return checksum(CONTENT);
      }
      case 1, 2 -> {
        return say(session, LONG);
      }
      default -> {
        return say(session, "hello");
      }
    }
  }

  private static long say(MsrpSession session, String text) {
    requireSuccess(join(session.send(text)));
    return checksum(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What did not get through need not have arrived. */
  private static void requireSuccess(Delivery fate) {
    if (!(fate instanceof Delivery.Accepted || fate instanceof Delivery.Delivered)) {
      throw new CompletionException(new IllegalStateException("not delivered: " + fate));
    }
  }

  private static long checksum(byte[] content) {
    CRC32 sum = new CRC32();
    sum.update(content);
    return sum.getValue();
  }

  private MsrpSession end(MsrpChannel channel, CompletableFuture<Long> received) {
    return MsrpSession.builder(channel)
        .handler(message -> message.transferTo(new ChecksumSink(received)))
        .start();
  }

  private void pull() {
    Connection connection = open.poll();
    if (connection != null) {
      connection.abort(new TransportException(TransportException.Kind.ABORTED, "pulled"));
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }

  @Override
  public void close() {
    server.close();
    alice.close();
    bob.close();
    try {
      Files.delete(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
