// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.Digest;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.message.IdentifierSource;

/**
 * What is known of one relay's last challenge: enough to answer it several times, with a count that
 * grows (RFC 2617 §3.2.2, §3.3). Used by one AUTH at a time.
 */
final class Protection {

  private final DigestAlgorithm algorithm;
  private final DigestChallenge challenge;
  private String nonce;
  private long count;

  private Protection(DigestAlgorithm algorithm, DigestChallenge challenge) {
    this.algorithm = algorithm;
    this.challenge = challenge;
    this.nonce = challenge.nonce();
  }

  /**
   * Takes the strongest challenge that can be answered. One of the scheme Basic is never answered,
   * nor one without {@code qop=auth} or of an unknown algorithm, MD5-sess among them (RFC 4976
   * §9.1).
   */
  static Optional<Protection> of(List<Challenge> challenges) {
    Optional<Protection> best = Optional.empty();
    for (Challenge one : challenges) {
      Optional<Protection> usable =
          one instanceof DigestChallenge digest ? usable(digest) : Optional.empty();
      if (best.isEmpty() || (usable.isPresent() && usable.get().strongerThan(best.get()))) {
        best = usable;
      }
    }
    return best;
  }

  private static Optional<Protection> usable(DigestChallenge challenge) {
    boolean auth =
        challenge.qop().stream().anyMatch(qop -> qop.equalsIgnoreCase(DigestAttempt.QOP_AUTH));
    return auth
        ? DigestAlgorithm.of(challenge.algorithm()).map(known -> new Protection(known, challenge))
        : Optional.empty();
  }

  private boolean strongerThan(Protection other) {
    return algorithm.compareTo(other.algorithm) > 0;
  }

  boolean stale() {
    return challenge.stale();
  }

  /** Answers for a URI, with a new cnonce and the next count. */
  Answer answer(RelaySettings settings, String uri) {
    count++;
    String cnonce = IdentifierSource.secure().sessionId();
    DigestAttempt attempt = new DigestAttempt(nonce, count, cnonce, uri);
    String secret = settings.secret(algorithm, challenge.realm());
    DigestCredentials credentials =
        new DigestCredentials(
            settings.username(),
            challenge.realm(),
            attempt,
            new Digest(algorithm).response(secret, attempt),
            challenge.opaque(),
            challenge.algorithm());
    return new Answer(credentials, new Digest(algorithm).responseAuth(secret, attempt));
  }

  /** The relay named the nonce for the next time: its count begins anew. */
  void proceed(AuthenticationInfo info) {
    info.nextNonce()
        .ifPresent(
            next -> {
              nonce = next;
              count = 0;
            });
  }

  /** Credentials, and the proof that the relay owes for them. */
  record Answer(DigestCredentials credentials, String proof) {

    boolean provenBy(String responseAuth) {
      return MessageDigest.isEqual(
          proof.getBytes(StandardCharsets.US_ASCII),
          responseAuth.toLowerCase(java.util.Locale.ROOT).getBytes(StandardCharsets.UTF_8));
    }

    /** Nothing of it is for logs. */
    @Override
    public String toString() {
      return "answer";
    }
  }
}
