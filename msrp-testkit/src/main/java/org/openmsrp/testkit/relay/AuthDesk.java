// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.Digest;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.MsrpHeadersBuilder;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** Answers AUTH requests (RFC 4976 §6.3, §9.1). Guarded by the hub. */
final class AuthDesk {

  private final RelayHub hub;
  private final RelaySetup setup;
  private final Nonces nonces;
  private final String opaque;
  private long granted;
  private long refused;

  AuthDesk(RelayHub hub, RelaySetup setup) {
    this.hub = hub;
    this.setup = setup;
    this.nonces = new Nonces(setup.identifiers(), setup.limits());
    this.opaque = setup.identifiers().sessionId();
  }

  long granted() {
    return granted;
  }

  long refused() {
    return refused;
  }

  void forgetNonces() {
    nonces.clear();
  }

  /** The answer to an AUTH; none if the relay was told to be silent. */
  Optional<ResponseHead> answer(RelayPeer peer, RequestHead head) {
    MsrpStatus forced = setup.forcedAnswer();
    if (setup.faulty(RelayFault.SILENT_AUTH)) {
      return Optional.empty();
    }
    if (forced != null) {
      return Optional.of(refuse(head, forced, MsrpHeaders.NONE));
    }
    DigestCredentials credentials = head.headers().value(HeaderName.AUTHORIZATION).orElse(null);
    return Optional.of(
        credentials == null ? challenge(head, false) : judge(peer, head, credentials));
  }

  private ResponseHead judge(RelayPeer peer, RequestHead head, DigestCredentials credentials) {
    DigestAttempt attempt = credentials.attempt();
    Account account = setup.account(credentials.username());
    DigestAlgorithm algorithm = DigestAlgorithm.of(credentials.algorithm()).orElse(null);
    if (account == null || algorithm == null || !proves(head, credentials, account, algorithm)) {
      refused++;
      peer.authFailed();
      return challenge(head, false);
    }
    if (stale(attempt)) {
      return challenge(head, true);
    }
    if (!account.allowed() || hub.grants().of(peer, hub.now()) >= setup.limits().grants()) {
      return refuse(head, MsrpStatus.FORBIDDEN, MsrpHeaders.NONE);
    }
    return grant(peer, head, credentials, account, algorithm);
  }

  private boolean stale(DigestAttempt attempt) {
    boolean once = setup.faulty(RelayFault.STALE_ONCE);
    setup.remove(RelayFault.STALE_ONCE);
    boolean usable = nonces.use(attempt.nonce(), attempt.count(), hub.now());
    return !usable || once || setup.faulty(RelayFault.ALWAYS_STALE);
  }

  private boolean proves(
      RequestHead head, DigestCredentials credentials, Account account, DigestAlgorithm algorithm) {
    DigestAttempt attempt = credentials.attempt();
    String uri = head.toPath().last().toString();
    return credentials.realm().equals(setup.realm())
        && credentials.opaque().equals(Optional.of(opaque))
        && setup.algorithms().contains(algorithm)
        && (attempt.uri().isEmpty() || attempt.uri().equals(uri))
        && new Digest(algorithm)
            .response(secret(credentials, account, algorithm), withUri(attempt, uri))
            .equals(credentials.response());
  }

  private static DigestAttempt withUri(DigestAttempt attempt, String uri) {
    return new DigestAttempt(attempt.nonce(), attempt.count(), attempt.cnonce(), uri);
  }

  private String secret(DigestCredentials credentials, Account account, DigestAlgorithm algorithm) {
    return new Digest(algorithm)
        .secret(credentials.username(), setup.realm(), account.password().toCharArray());
  }

  private ResponseHead challenge(RequestHead head, boolean stale) {
    MsrpHeadersBuilder headers = MsrpHeaders.builder();
    if (setup.faulty(RelayFault.BASIC_CHALLENGE)) {
      headers.add(
          Header.of(
              HeaderName.WWW_AUTHENTICATE,
              new Challenge.Unsupported("Basic realm=\"" + setup.realm() + "\"")));
    } else {
      for (DigestAlgorithm algorithm : setup.algorithms()) {
        headers.add(Header.of(HeaderName.WWW_AUTHENTICATE, challenge(algorithm, stale)));
      }
    }
    return response(head, MsrpStatus.UNAUTHORIZED, headers.build());
  }

  private Challenge challenge(DigestAlgorithm algorithm, boolean stale) {
    return new DigestChallenge(
        setup.realm(),
        nonces.issue(hub.now()),
        Optional.of(opaque),
        stale,
        Optional.of(algorithm.toString()),
        List.of(DigestAttempt.QOP_AUTH));
  }

  private ResponseHead grant(
      RelayPeer peer,
      RequestHead head,
      DigestCredentials credentials,
      Account account,
      DigestAlgorithm algorithm) {
    ExpiryRange range = setup.expiry();
    long seconds = head.headers().value(HeaderName.EXPIRES).orElse(range.usual());
    if (seconds < range.least() || seconds > range.most()) {
      return outOfBounds(head, range, seconds);
    }
    MsrpUri uri = newUri(peer);
    long deadline = hub.now() + seconds * 1_000_000_000L;
    hub.grants().add(new Grant(uri, peer, head.fromPath().first(), deadline));
    granted++;
    peer.proven();
    MsrpHeadersBuilder headers = MsrpHeaders.builder();
    if (!setup.faulty(RelayFault.NO_USE_PATH)) {
      headers.set(HeaderName.USE_PATH, usePath(head.fromPath(), uri));
    }
    if (!setup.faulty(RelayFault.NO_PROOF)) {
      headers.set(HeaderName.AUTHENTICATION_INFO, proof(head, credentials, account, algorithm));
    }
    if (!setup.faulty(RelayFault.NO_EXPIRES)) {
      headers.set(HeaderName.EXPIRES, seconds);
    }
    return response(head, MsrpStatus.OK, headers.build());
  }

  private ResponseHead outOfBounds(RequestHead head, ExpiryRange range, long seconds) {
    boolean tooShort = seconds < range.least();
    HeaderName<Long> bound = tooShort ? HeaderName.MIN_EXPIRES : HeaderName.MAX_EXPIRES;
    long value = tooShort ? range.least() : range.most();
    return response(
        head, MsrpStatus.OUT_OF_BOUNDS, MsrpHeaders.builder().set(bound, value).build());
  }

  /** The relays that the AUTH came through, nearest to the client first, then this one. */
  private static MsrpPath usePath(MsrpPath from, MsrpUri own) {
    if (from.size() == 1) {
      return MsrpPath.of(own);
    }
    List<MsrpUri> relays = from.uris().subList(0, from.size() - 1);
    return MsrpPath.of(relays).reversed().followedBy(MsrpPath.of(own));
  }

  /**
   * A new URI. Clients over WebSocket get one that everybody can reach, if there is such a listener
   * (RFC 7977 §5.3).
   */
  private MsrpUri newUri(RelayPeer peer) {
    Endpoint local =
        Optional.ofNullable(peer.connection()).map(Connection::info).orElseThrow().local();
    MsrpUri base =
        hub.listeners().stream()
            .max(Comparator.comparingInt(listener -> fitness(listener, local)))
            .orElseThrow()
            .uri();
    return base.toBuilder().sessionId(setup.identifiers().sessionId()).build();
  }

  private static int fitness(Listener listener, Endpoint local) {
    boolean secure = listener.uri().scheme().secure() == local.secure();
    boolean forEverybody = secure && listener.uri().usesTransport(MsrpUri.TCP);
    boolean here = listener.binding().localEndpoint().port() == local.port();
    return (forEverybody ? 2 : 0) + (here ? 1 : 0);
  }

  private AuthenticationInfo proof(
      RequestHead head, DigestCredentials credentials, Account account, DigestAlgorithm algorithm) {
    DigestAttempt attempt = withUri(credentials.attempt(), head.toPath().last().toString());
    String known = secret(credentials, account, algorithm);
    String secret = setup.faulty(RelayFault.WRONG_PROOF) ? "0" + known.substring(1) + "0" : known;
    return new AuthenticationInfo(
        setup.nextNonces() ? Optional.of(nonces.issue(hub.now())) : Optional.empty(),
        Optional.of(DigestAttempt.QOP_AUTH),
        Optional.of(new Digest(algorithm).responseAuth(secret, attempt)),
        Optional.of(attempt.cnonce()),
        Optional.of(attempt.nonceCount()));
  }

  private ResponseHead refuse(RequestHead head, MsrpStatus status, MsrpHeaders headers) {
    refused++;
    return response(head, status, headers);
  }

  private static ResponseHead response(RequestHead head, MsrpStatus status, MsrpHeaders headers) {
    ResponseHead plain = head.respond(status);
    return new ResponseHead(
        plain.transactionId(), status, plain.toPath(), plain.fromPath(), headers);
  }
}
