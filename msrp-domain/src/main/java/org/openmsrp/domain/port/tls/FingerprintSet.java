// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The fingerprints that were promised for a peer's certificate, of several hash functions or of
 * several certificates (RFC 8122 §5.1). Those of the strongest function count; one of them has to
 * match.
 *
 * @param fingerprints one at least
 * @param weakAllowed whether SHA-1 and SHA-224 count if nothing stronger was promised
 */
public record FingerprintSet(Set<Fingerprint> fingerprints, boolean weakAllowed) {

  /**
   * Copies the fingerprints.
   *
   * @param fingerprints one at least
   * @param weakAllowed whether SHA-1 and SHA-224 count
   * @throws IllegalArgumentException if there are none
   */
  public FingerprintSet {
    fingerprints = Set.copyOf(fingerprints);
    if (fingerprints.isEmpty()) {
      throw new IllegalArgumentException("no fingerprint");
    }
  }

  /**
   * A set where only SHA-256 and stronger functions count.
   *
   * @param fingerprints one at least
   * @return the set
   */
  public static FingerprintSet of(Fingerprint... fingerprints) {
    return of(List.of(fingerprints));
  }

  /**
   * A set where only SHA-256 and stronger functions count.
   *
   * @param fingerprints one at least
   * @return the set
   */
  public static FingerprintSet of(Collection<Fingerprint> fingerprints) {
    return new FingerprintSet(new LinkedHashSet<>(fingerprints), false);
  }

  /**
   * The same set, where weaker functions count as well, for peers that know no other.
   *
   * @return a copy
   */
  public FingerprintSet allowingWeak() {
    return new FingerprintSet(fingerprints, true);
  }

  /**
   * Compares a peer's certificate.
   *
   * @param chain the peer's chain, its own certificate first; empty if it presented none
   * @throws TlsVerificationException with {@link TlsFailure#WRONG_FINGERPRINT} or {@link
   *     TlsFailure#CERTIFICATE_MISSING}
   */
  public void check(List<X509Certificate> chain) throws TlsVerificationException {
    if (chain.isEmpty()) {
      throw TlsVerificationException.missing();
    }
    HashFunction strongest =
        fingerprints.stream().map(Fingerprint::function).max(HashFunction::compareTo).orElseThrow();
    X509Certificate own = chain.get(0);
    if (!strongest.strong() && !weakAllowed) {
      throw TlsVerificationException.fingerprint(
          own, "the peer promised nothing better than a " + strongest + " fingerprint");
    }
    if (!fingerprints.contains(Fingerprint.of(strongest, own))) {
      throw TlsVerificationException.fingerprint(
          own, "it has not the " + strongest + " fingerprint that was promised");
    }
  }
}
