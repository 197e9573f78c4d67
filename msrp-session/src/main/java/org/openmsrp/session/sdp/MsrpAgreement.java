// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.session.Connector;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSessionBuilder;

/**
 * What an offer and its answer mean for one of the two sides: who connects, where to, and what may
 * be sent. After a new offer there is a new agreement, in which whoever sent that offer is the
 * offerer for all purposes (RFC 4975 §8.4).
 *
 * @param own what this side has written
 * @param peer what the other side has written
 * @param offerer whether this side's was the offer
 */
public record MsrpAgreement(MsrpMedia own, MsrpMedia peer, boolean offerer) {

  /**
   * Checks that the answer fits the offer.
   *
   * @param own what this side has written
   * @param peer what the other side has written
   * @param offerer whether this side's was the offer
   * @throws MsrpSyntaxException if the answer says of who connects what the offer does not allow
   * @throws IllegalArgumentException if one of them is rejected
   */
  public MsrpAgreement {
    if (own.rejected() || peer.rejected()) {
      throw new IllegalArgumentException("there is no session: the section is rejected");
    }
    requireFittingAnswer(offerer ? own : peer, offerer ? peer : own);
  }

  private static void requireFittingAnswer(MsrpMedia offer, MsrpMedia answer) {
    Setup offered = offer.setup().orElse(Setup.ACTIVE);
    answer
        .setup()
        .filter(setup -> !offered.mayBeAnsweredWith(setup))
        .ifPresent(
            setup -> {
              throw new MsrpSyntaxException(
                  "an offer of " + offered + " was answered with " + setup, "RFC 4145 §4.1");
            });
  }

  /**
   * The agreement as the offerer sees it.
   *
   * @param offer what this side has sent
   * @param answer what came back, not {@link MsrpMedia#rejected()}
   * @return the agreement
   * @throws MsrpSyntaxException if the answer does not fit
   */
  public static MsrpAgreement ofOfferer(MsrpMedia offer, MsrpMedia answer) {
    return new MsrpAgreement(offer, answer, true);
  }

  /**
   * The agreement as the answerer sees it.
   *
   * @param offer what came
   * @param answer what this side answers, not {@link MsrpMedia#rejected()}
   * @return the agreement
   * @throws MsrpSyntaxException if the answer does not fit
   */
  public static MsrpAgreement ofAnswerer(MsrpMedia offer, MsrpMedia answer) {
    return new MsrpAgreement(answer, offer, false);
  }

  /**
   * Whether this side connects, and binds the session (RFC 4975 §5.4, RFC 6135 §4.2). Behind its
   * own relay, a side that is not active has connected to the relay all the same.
   *
   * @return true for a connector, false for an acceptor
   */
  public boolean active() {
    MsrpMedia offer = offerer ? own : peer;
    MsrpMedia answer = offerer ? peer : own;
    boolean answererActive =
        offer.setup().equals(Optional.of(Setup.PASSIVE))
            || answer.setup().equals(Optional.of(Setup.ACTIVE));
    return answererActive != offerer;
  }

  /**
   * What {@code complete} takes: the peer's path. The c- and m-line are never part of it.
   *
   * @return the path
   */
  public MsrpPath remotePath() {
    return peer.path().orElseThrow();
  }

  /**
   * Completes a connector or an acceptor that {@code prepare} gave the own path: with the peer's
   * path, and with its fingerprints unless a relay is between, which shows a certificate of its own
   * (RFC 6135 §4.3).
   *
   * @param connector a connector if this side is {@link #active()}, an acceptor if not, or behind
   *     an own relay whatever reaches it
   * @return as of {@link Connector#complete(MsrpPath)}
   */
  public CompletionStage<MsrpChannel> complete(Connector connector) {
    boolean direct = !own.relayed() && !peer.relayed();
    return peer.promised()
        .filter(fingerprints -> direct)
        .map(fingerprints -> connector.complete(remotePath(), fingerprints))
        .orElseGet(() -> connector.complete(remotePath()));
  }

  /**
   * What follows from the address of the peer's c- and m-line (RFC 6714 §4.2, §4.3).
   *
   * @param match how addresses are compared
   * @return {@link Route#PATH} wherever this side has not written {@code msrp-cema}
   */
  public Route route(AddressMatch match) {
    requireNonNull(match, "match");
    if (!own.cema() || match.holds(peer)) {
      return Route.PATH;
    }
    if (offerer && !peer.cema() && (!active() || own.relayed() || peer.relayed())) {
      return Route.NEW_OFFER;
    }
    return active() ? Route.MIDDLEBOX : Route.PATH;
  }

  /**
   * What {@code SessionOptions.connectAt} takes of the side that connects.
   *
   * @param match how addresses are compared
   * @return the address of the peer's c- and m-line, not looked up, where the route is {@link
   *     Route#MIDDLEBOX}; nothing where it is the path alone that says where to connect
   */
  public Optional<InetSocketAddress> connectAt(AddressMatch match) {
    return route(match) == Route.MIDDLEBOX
        ? peer.address().map(host -> InetSocketAddress.createUnresolved(host.text(), peer.port()))
        : Optional.empty();
  }

  /**
   * Which way messages go, as both sides allow it.
   *
   * @return seen by this side
   */
  public Direction direction() {
    return own.direction().agreedWith(peer.direction());
  }

  /**
   * Gives a session what was agreed: what this side takes, what the peer takes, and how large
   * messages for it are at most. What is wrapped is not looked at, and the direction is not
   * enforced; see {@link MsrpMedia#acceptsWithin} and {@link Direction#maySend}.
   *
   * @param session a session that has not started
   * @return the same builder
   */
  public MsrpSessionBuilder applyTo(MsrpSessionBuilder session) {
    session.acceptTypes(own.acceptTypes().toArray(String[]::new));
    session.peerAcceptTypes(peer.acceptTypes().toArray(String[]::new));
    peer.maxSize().ifPresent(session::peerMaxSize);
    return session;
  }
}
