// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.relay.RelayConnector;
import org.openmsrp.relay.RelayGrant;
import org.openmsrp.relay.RelayMode;
import org.openmsrp.session.ChunkPolicy;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.OutgoingMessage;

/** Sends messages through a relay to itself, to see what passes and how fast. */
final class RelayProbe {

  /** Chunks that are never cut. */
  static final ChunkPolicy ONE_CHUNK = new ChunkPolicy(Long.MAX_VALUE);

  private static final MediaType OCTETS = MediaType.parse("application/octet-stream");
  private static final int TRIPS = 20;
  private static final int SMALLEST = 2_048;
  private static final int LARGEST = 64 * 1024;
  private static final int PRECISION = 256;

  private final Function<RelayMode, RelayConnector> connectors;

  RelayProbe(Function<RelayMode, RelayConnector> connectors) {
    this.connectors = connectors;
  }

  /** Everything there is to say. */
  List<Event> facts(RelayTraits traits) {
    List<Event> facts = new ArrayList<>();
    try (Meeting meeting = new Meeting()) {
      about(meeting.grant(), facts);
      facts.add(new Event.Fact("round trip", trips(meeting)));
    }
    facts.add(new Event.Fact("largest chunk", largest()));
    traits.deviations().forEach(what -> facts.add(new Event.Fact("deviation", what)));
    return facts;
  }

  private static void about(RelayGrant grant, List<Event> facts) {
    facts.add(new Event.Fact("relay", grant.connection().remote().toString()));
    facts.add(new Event.Fact("path", grant.usePath().toString()));
    String expires =
        grant.lifetime().map(life -> life.toSeconds() + " s").orElse("it does not say");
    facts.add(new Event.Fact("expires", expires));
    String tls = grant.connection().tls().map(RelayProbe::tls).orElse("none: anybody can read");
    facts.add(new Event.Fact("tls", tls));
  }

  private static String tls(TlsInfo info) {
    String subject =
        info.peerCertificates().isEmpty()
            ? ""
            : ", certificate of " + info.peerCertificates().get(0).getSubjectX500Principal();
    return info.protocol() + ", " + info.cipherSuite() + subject;
  }

  /** From here through the relay to ourselves, and the report back. */
  private static String trips(Meeting meeting) {
    double[] millis = new double[TRIPS];
    for (int i = 0; i < TRIPS; i++) {
      long begin = System.nanoTime();
      if (!(join(meeting.session.send("?")) instanceof Delivery.Delivered)) {
        return "a message was not confirmed";
      }
      millis[i] = 1000 * Amounts.secondsSince(begin);
    }
    Arrays.sort(millis);
    return String.format(
        Locale.ROOT, "%.1f ms, at most %.1f ms", millis[TRIPS / 2], millis[TRIPS - 1]);
  }

  private String largest() {
    int passes = 0;
    int fails = LARGEST * 2;
    for (int size = SMALLEST; size <= LARGEST && fails > LARGEST; size *= 2) {
      if (passes(size)) {
        passes = size;
      } else {
        fails = size;
      }
    }
    while (passes > 0 && fails <= LARGEST && fails - passes > PRECISION) {
      int middle = (passes + fails) / 2;
      if (passes(middle)) {
        passes = middle;
      } else {
        fails = middle;
      }
    }
    return passes >= LARGEST
        ? "at least " + LARGEST + " octets of body"
        : passes + " octets of body pass, " + fails + " do not";
  }

  /** A session of its own for each size: a refusal makes chunks smaller, or ends the session. */
  private boolean passes(int size) {
    try (Meeting meeting = new Meeting()) {
      OutgoingMessage message = OutgoingMessage.of(OCTETS, MsrpBody.copyOf(new byte[size]));
      return join(meeting.session.send(message).delivery()) instanceof Delivery.Delivered;
    }
  }

  private static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().join();
  }

  /** Both ends of one session. */
  private final class Meeting implements AutoCloseable {
    private final RelayConnector active = connectors.apply(RelayMode.ACTIVE);
    private final RelayConnector passive = connectors.apply(RelayMode.PASSIVE);
    private final MsrpSession session;
    private final MsrpSession other;

    Meeting() {
      MsrpPath here = join(active.prepare());
      MsrpPath there = join(passive.prepare());
      CompletionStage<MsrpChannel> waiting = passive.complete(here);
      session = MsrpSession.builder(join(active.complete(there))).start();
      other = MsrpSession.builder(join(waiting)).handler(IncomingMessage::discard).start();
    }

    RelayGrant grant() {
      return active.grant().orElseThrow();
    }

    @Override
    public void close() {
      join(session.shutdown(Stacks.CLOSE));
      join(other.shutdown(Stacks.CLOSE));
      active.close();
      passive.close();
    }
  }
}
