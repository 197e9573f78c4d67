// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.openmsrp.domain.uri.MsrpUri;

/** A stack with limits, and whether it takes so much of something. */
final class LimitedStack implements AutoCloseable {

  /** Answers that a peer that does not read has nevertheless: one was read, one is on its way. */
  private static final int UNDER_WAY = 2;

  private final Bench bench;
  private int chunks;

  LimitedStack(MsrpLimits limits) {
    bench = new Bench(builder -> builder.limits(limits));
  }

  private RawPeer bound() {
    Bench.Bound bound = bench.passive();
    bench.session(bound.channel());
    return bound.peer();
  }

  private int chunk(RawPeer peer, String messageId, String range, String body, char flag) {
    String headers = "Message-ID: %s\nByte-Range: %s\n".formatted(messageId, range);
    peer.sends(Bench.send("tran%04d".formatted(++chunks), headers, body, flag));
    return peer.takesFrame().code();
  }

  private static boolean queued(Supplier<Transfer> send) {
    try {
      return send.get() != null;
    } catch (MsrpSessionException e) {
      return e.kind() != MsrpSessionException.Kind.QUEUE_FULL;
    }
  }

  // ---- receiving ----

  boolean takesHeaders(int count) {
    RawPeer peer = bound();
    String knock = Bench.knock("many0001");
    int more = count - 4;
    peer.sends(knock.replace("Message-ID", "X-More: y\n".repeat(more) + "Message-ID"));
    return peer.takesFrame().code() == 200;
  }

  /** Whether it reads the last one of those that nobody takes; each piece has its cost. */
  boolean readsUntaken(int octets) {
    bench.user.take = false;
    RawPeer peer = bound();
    String shown = Bench.send("tran0001", "Message-ID: m001\n", "x".repeat(octets / 2), '+');
    peer.sends(shown.substring(0, shown.lastIndexOf("\n-------")));
    peer.sendsOctets(new byte[octets - octets / 2 - 2 * ContentFeeder.PIECE_COST - 1]);
    peer.sendsOctets(new byte[1]);
    return !peer.blocked();
  }

  boolean takesMessage(int octets) {
    bound().sends(Bench.text("tran0001", "m001", "x".repeat(octets)));
    return bench.user.failures.isEmpty();
  }

  boolean takesTwoMessagesAtOnce(int octets) {
    RawPeer peer = bound();
    chunk(peer, "m001", "1-*/*", "x".repeat(octets / 2), '+');
    chunk(peer, "m002", "1-*/*", "x".repeat(octets - octets / 2), '+');
    bench.simulation.runUntilIdle();
    return bench.user.failures.isEmpty();
  }

  boolean takesUnfinished(int messages) {
    RawPeer peer = bound();
    return IntStream.rangeClosed(1, messages)
        .map(i -> chunk(peer, "many%03d".formatted(i), "1-*/8", "abcd", '+'))
        .allMatch(code -> code == 200);
  }

  boolean takesRanges(int ranges) {
    RawPeer peer = bound();
    return IntStream.rangeClosed(1, ranges)
        .map(i -> chunk(peer, "m001", 2 * i + "-" + 2 * i + "/9999", "x", '+'))
        .allMatch(code -> code == 200);
  }

  boolean readsThoughUnread(int answers) {
    RawPeer peer = bound();
    peer.stopsReading();
    for (int i = 0; i < answers + UNDER_WAY; i++) {
      peer.sends(Bench.knock("tran%04d".formatted(i)));
    }
    return !peer.blocked();
  }

  // ---- sending ----

  boolean queuesOctets(int octets) {
    bound();
    MsrpSession session = bench.lastSession;
    session.send(OutgoingMessage.text("x"));
    return queued(() -> session.send(OutgoingMessage.text("x".repeat(octets - 1))));
  }

  boolean queuesMessages(int messages) {
    bound();
    MsrpSession session = bench.lastSession;
    return IntStream.range(0, messages)
        .allMatch(i -> queued(() -> session.send(OutgoingMessage.text("x"))));
  }

  boolean writesUnanswered(int requests) {
    RawPeer peer = bound();
    for (int i = 0; i < requests; i++) {
      bench.lastSession.send(OutgoingMessage.text("x"));
    }
    return peer.takesFrames().size() == requests;
  }

  // ---- a server ----

  boolean keepsUnbound(int connections) {
    bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL)));
    List<RawPeer> peers = new ArrayList<>();
    IntStream.range(0, connections).forEach(i -> peers.add(bench.connect()));
    return peers.stream().allMatch(peer -> peer.closed().isEmpty());
  }

  boolean grants(int count) {
    AuthResponder trusting = AuthResponder.trustingConnections(Duration.ofHours(1));
    bench.simulation.await(bench.stack.server(MsrpUri.parse(Bench.LOCAL), trusting));
    RawPeer peer = bench.connect();
    return IntStream.range(0, count)
        .map(i -> auth(peer, "auth%04d".formatted(i)))
        .allMatch(code -> code == 200);
  }

  private static int auth(RawPeer peer, String id) {
    peer.sends(
        """
        MSRP %s AUTH
        To-Path: msrp://alice@stack.example:2855;tcp
        From-Path: %s
        -------%s$
        """
            .formatted(id, Bench.REMOTE, id));
    return peer.takesFrame().code();
  }

  @Override
  public void close() {
    bench.close();
  }
}
