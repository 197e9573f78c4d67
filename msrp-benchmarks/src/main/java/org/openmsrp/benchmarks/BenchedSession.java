// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.ChunkPolicy;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MessageSink;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.MsrpStackBuilder;
import org.openmsrp.session.OutgoingFile;
import org.openmsrp.session.SessionOptions;

/**
 * One session over one connection, both ends in this process; the passive end drops all it gets.
 */
final class BenchedSession implements AutoCloseable {

  private final MsrpStack active;
  private final MsrpStack passive;
  private final MsrpSession session;

  BenchedSession(BenchedLine line, long chunk) {
    active = stack(line);
    passive = stack(line);
    SessionOptions options =
        SessionOptions.DEFAULT
            .withSecure(line.tls())
            .withTransport(line.parameter())
            .withChunkPolicy(new ChunkPolicy(chunk));
    DirectAcceptor acceptor = passive.acceptor(options);
    DirectConnector connector = active.connector(options);
    String scheme = line.tls() ? "msrps://" : "msrp://";
    MsrpPath there =
        TwoStacks.await(
            acceptor.prepare(MsrpUri.parse(scheme + RawCopy.HOST + ":0;" + line.parameter())));
    CompletionStage<MsrpChannel> accepted = acceptor.complete(TwoStacks.await(connector.prepare()));
    session = MsrpSession.builder(TwoStacks.await(connector.complete(there))).start();
    MsrpSession.builder(TwoStacks.await(accepted)).handler(BenchedSession::drop).start();
  }

  private static MsrpStack stack(BenchedLine line) {
    MsrpStackBuilder builder =
        MsrpStack.builder().transport(line.open()).advertisedHost(RawCopy.HOST);
    return (line.tls() ? builder.credentials(line.keys()) : builder).build();
  }

  private static void drop(IncomingMessage message) {
    message.transferTo(Nothing.INSTANCE);
  }

  /** Sends a file; returns its octets when the peer has answered for all of them. */
  long copy(Path file) throws IOException {
    Delivery fate = TwoStacks.await(session.send(OutgoingFile.of(file)).delivery());
    if (fate instanceof Delivery.Delivered delivered) {
      return delivered.octets();
    }
    throw new IllegalStateException("not delivered: " + fate);
  }

  /** Sends messages of 100 octets, so many of them unanswered at any time. */
  void messages(int count, int window) {
    TwoStacks.send(session, count, window);
  }

  /** Nanoseconds from each message to its answer, one message at a time, sorted. */
  long[] roundTrips(int count) {
    long[] nanos = new long[count];
    for (int i = 0; i < count; i++) {
      nanos[i] = TwoStacks.roundTrip(session);
    }
    Arrays.sort(nanos);
    return nanos;
  }

  @Override
  public void close() {
    active.close();
    passive.close();
  }

  private enum Nothing implements MessageSink {
    INSTANCE;

    @Override
    public void write(long position, ByteBuffer part) {}

    @Override
    public void complete(long total) {}

    @Override
    public void failed(MsrpSessionException cause) {}
  }
}
