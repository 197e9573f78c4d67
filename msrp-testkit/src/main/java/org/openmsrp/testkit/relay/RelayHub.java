// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.MsrpHeadersBuilder;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * Takes frames from connections and gives them to others (RFC 4976 §6). One lock, the hub's own,
 * guards all of a relay's state: a test tool is to be right before it is to be parallel.
 */
final class RelayHub {

  /** URIs of others whose connection is remembered, so that nobody can fill the memory. */
  private static final int ROUTES = 65_536;

  private record Delayed(RelayPeer target, Frame frame) {}

  private final RelaySetup setup;
  private final AuthDesk desk;
  private final Hops hops;
  private final Grants grants = new Grants();
  private final Set<RelayPeer> peers = new LinkedHashSet<>();
  private final Map<MsrpUri, RelayPeer> routes = new HashMap<>();
  private final ArrayDeque<Delayed> delayed = new ArrayDeque<>();
  private List<Listener> listeners = List.of();
  private long sends;
  private long reports;
  private long failureReports;
  private long peak;

  RelayHub(RelaySetup setup) {
    this.setup = setup;
    this.desk = new AuthDesk(this, setup);
    this.hops = new Hops(this, setup);
  }

  RelayLimits limits() {
    return setup.limits();
  }

  Timers timers() {
    return setup.timers();
  }

  long now() {
    return setup.timers().nanoTime();
  }

  Grants grants() {
    return grants;
  }

  AuthDesk desk() {
    return desk;
  }

  List<Listener> listeners() {
    return listeners;
  }

  void listeners(List<Listener> open) {
    listeners = open;
  }

  // ---- connections ----

  /** A connection opened; false if there are too many. */
  boolean admit(RelayPeer peer) {
    return peers.size() < limits().connections() && peers.add(peer);
  }

  void forget(RelayPeer peer) {
    peak = Math.max(peak, peer.output().peak());
    peers.remove(peer);
    grants.forget(peer);
    hops.forget(peer);
    routes.values().removeIf(route -> route == peer);
  }

  /** Ends every connection at once, as a crash does. */
  void abortAll() {
    List.copyOf(peers).forEach(peer -> peer.abort("the relay was killed"));
    hops.clear();
    grants.clear();
    desk.forgetNonces();
    delayed.clear();
  }

  private void learn(MsrpUri uri, RelayPeer peer) {
    if (routes.size() < ROUTES) {
      routes.put(uri, peer);
    }
  }

  // ---- requests ----

  /** Whether a request's first URI names this relay (RFC 4976 §6.2). */
  boolean addressedHere(RequestHead head) {
    return own(head.toPath().first());
  }

  /** Whether a request is not to be forwarded but to be answered here. */
  boolean answersItself(RequestHead head) {
    return head.toPath().size() == 1 && head.method().equals(MsrpMethod.AUTH);
  }

  void authenticate(RelayPeer peer, RequestHead head) {
    desk.answer(peer, head).ifPresent(response -> peer.answer(Frame.of(response, null)));
  }

  /**
   * Forwards a request, or a part of it.
   *
   * @return a status if it can't be forwarded
   */
  Optional<MsrpStatus> forward(RelayPeer from, RequestHead head, Piece piece) {
    Optional<MsrpStatus> refusal = forward(new Origin(from, head), from, head, piece);
    if (refusal.isEmpty()) {
      from.proven();
    }
    return refusal;
  }

  private Optional<MsrpStatus> forward(
      Origin origin, @Nullable RelayPeer from, RequestHead head, Piece piece) {
    Grant grant = grants.find(head.toPath().first(), now());
    if (grant == null) {
      return Optional.of(MsrpStatus.NO_SUCH_SESSION);
    }
    if (head.toPath().size() < 2) {
      return Optional.of(MsrpStatus.BAD_REQUEST);
    }
    RequestHead moved = moved(head);
    MsrpUri next = moved.toPath().first();
    if (grant.owner() == from) {
      return own(next)
          ? forward(origin, null, moved, piece)
          : send(origin, hop(next), moved, piece);
    }
    if (!grant.back().equals(next)) {
      // Neither from the client that this URI was given to, nor to it (RFC 4976 §6.4).
      return Optional.of(MsrpStatus.NO_SUCH_SESSION);
    }
    learn(origin.head().fromPath().first(), origin.peer());
    return send(origin, grant.owner(), moved, piece);
  }

  private @Nullable RelayPeer hop(MsrpUri next) {
    RelayPeer known = routes.get(next);
    return known == null ? hops.to(next) : known;
  }

  private static RequestHead moved(RequestHead head) {
    return new RequestHead(
        head.transactionId(),
        head.method(),
        head.toPath().withoutFirst(),
        MsrpPath.of(head.toPath().first()).followedBy(head.fromPath()),
        head.headers());
  }

  private Optional<MsrpStatus> send(
      Origin origin, @Nullable RelayPeer target, RequestHead head, Piece piece) {
    if (target == null) {
      return Optional.of(MsrpStatus.NO_SUCH_SESSION);
    }
    boolean send = head.method().equals(MsrpMethod.SEND);
    boolean report = head.method().equals(MsrpMethod.REPORT);
    if (send ? setup.faulty(RelayFault.DROP_SENDS) : report && dropsReports()) {
      return Optional.empty();
    }
    sends += send ? 1 : 0;
    reports += report ? 1 : 0;
    String id = Frame.transactionId(setup.identifiers(), piece.octets());
    Pending pending = answerable(head) ? new Pending(id, origin) : null;
    deliver(target, Frame.of(renamed(head, id), piece, pending));
    origin.peer().waitFor(target);
    return Optional.empty();
  }

  private boolean dropsReports() {
    return setup.faulty(RelayFault.DROP_REPORTS);
  }

  private static boolean answerable(RequestHead head) {
    return !head.method().equals(MsrpMethod.REPORT)
        && (!head.method().equals(MsrpMethod.SEND)
            || head.headers().failureReport() != FailureReport.NO);
  }

  private static RequestHead renamed(RequestHead head, String id) {
    return new RequestHead(id, head.method(), head.toPath(), head.fromPath(), head.headers());
  }

  private void deliver(RelayPeer target, Frame frame) {
    target.output().reserve(frame);
    Duration delay = setup.delay();
    if (delay.isZero() && delayed.isEmpty()) {
      target.request(frame);
    } else {
      // First in, first out, whatever the delay is changed to meanwhile.
      delayed.add(new Delayed(target, frame));
      timers().schedule(delay, this::releaseOldest);
    }
  }

  private synchronized void releaseOldest() {
    Delayed oldest = delayed.poll();
    if (oldest != null) {
      oldest.target().request(oldest.frame());
    }
  }

  /** Answers the previous hop if it wants that (RFC 4975 §7.1.4, RFC 4976 §6.4.1). */
  void answer(RelayPeer peer, RequestHead head, MsrpStatus status) {
    boolean send = head.method().equals(MsrpMethod.SEND);
    if (send ? wantsAnswer(head, status) : !status.success() && answerable(head)) {
      peer.answer(Frame.of(head.respond(status), null));
    }
  }

  private boolean wantsAnswer(RequestHead head, MsrpStatus status) {
    return head.headers().failureReport().wantsResponse(status.success())
        && !setup.faulty(RelayFault.NO_ANSWERS);
  }

  void refuseMalformed(RelayPeer peer, MalformedChunk chunk) {
    MsrpPath to = chunk.toPath().or(chunk::fromPath).orElseThrow();
    MsrpHeaders headers =
        MsrpHeaders.builder().set(HeaderName.FAILURE_REPORT, chunk.failureReport()).build();
    MsrpMethod method = chunk.method().orElseThrow();
    MsrpPath from = chunk.fromPath().orElseThrow();
    answer(
        peer,
        new RequestHead(chunk.transactionId(), method, to, from, headers),
        MsrpStatus.BAD_REQUEST);
  }

  // ---- responses and reports ----

  void onResponse(RelayPeer peer, ResponseHead head) {
    Pending pending = peer.output().answered(head.transactionId());
    if (pending == null || !own(head.toPath().first())) {
      return;
    }
    if (!pending.send()) {
      passOn(peer, pending, head);
    } else if (!head.status().success() && pending.errorsReported()) {
      report(pending.origin, head.status());
    }
    peer.answered(pending);
  }

  /** Answers to other requests than SENDs go back the whole way (RFC 4976 §6.4.3). */
  private void passOn(RelayPeer peer, Pending pending, ResponseHead head) {
    MsrpPath to = head.toPath();
    MsrpPath from = head.fromPath();
    while (to.size() > 1 && own(to.first())) {
      from = MsrpPath.of(to.first()).followedBy(from);
      to = to.withoutFirst();
    }
    head.headers().value(HeaderName.USE_PATH).ifPresent(path -> learn(path.last(), peer));
    String id = pending.origin.head().transactionId();
    ResponseHead back = new ResponseHead(id, head.status(), to, from, head.headers());
    pending.origin.peer().answer(Frame.of(back, null));
  }

  /** Tells the sender that a part of its message failed (RFC 4976 §6.4.1). */
  void report(Origin origin, MsrpStatus status) {
    RequestHead head = origin.head();
    String messageId = head.headers().messageId().orElse(null);
    if (messageId == null || dropsReports()) {
      return;
    }
    MsrpHeadersBuilder headers = MsrpHeaders.builder().set(HeaderName.MESSAGE_ID, messageId);
    head.headers().byteRange().ifPresent(range -> headers.set(HeaderName.BYTE_RANGE, range));
    headers.set(HeaderName.STATUS, new ReportStatus(0, status));
    failureReports++;
    RequestHead report =
        new RequestHead(
            setup.identifiers().transactionId(),
            MsrpMethod.REPORT,
            head.fromPath(),
            MsrpPath.of(head.toPath().first()),
            headers.build());
    origin.peer().answer(Frame.of(report, null));
  }

  // ---- names ----

  /** Whether a URI names this relay or one of its sessions; only AUTH may leave out the port. */
  boolean own(MsrpUri uri) {
    if (!setup.names().contains(uri.host())) {
      return false;
    }
    return uri.port().isEmpty()
        || listeners.stream().anyMatch(open -> open.uri().port().equals(uri.port()));
  }

  synchronized RelayStatistics statistics() {
    long queued = 0;
    long highest = peak;
    for (RelayPeer peer : peers) {
      queued += peer.output().queued();
      highest = Math.max(highest, peer.output().peak());
    }
    return new RelayStatistics(
        peers.size(),
        grants.size(),
        desk.granted(),
        desk.refused(),
        sends,
        reports,
        failureReports,
        queued,
        highest);
  }
}
