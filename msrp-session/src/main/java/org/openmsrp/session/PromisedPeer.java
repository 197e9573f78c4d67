// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import org.openmsrp.domain.port.tls.FingerprintSet;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.tls.TlsVerificationException;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * Who the peer of a session has to be.
 *
 * @param promised the fingerprints that its SDP promised, if it did
 * @param needed whether nobody is the right one without such a promise
 */
record PromisedPeer(Optional<FingerprintSet> promised, boolean needed) {

  /** Whoever it is: a relay has seen its certificate, or nobody has. */
  static final PromisedPeer ANYBODY = new PromisedPeer(Optional.empty(), false);

  /**
   * Why the peer of a connection is another one (RFC 4975 §14.4, RFC 8122 §6.2).
   *
   * @return nothing if it is the right one, or nothing was promised and nothing is needed
   */
  Optional<TransportException> refusal(Connection connection) {
    Optional<TlsInfo> tls = connection.info().tls();
    if (promised.isEmpty()) {
      return needed && tls.isPresent()
          ? Optional.of(
              new TransportException(
                  TlsFailure.WRONG_FINGERPRINT,
                  "peers are trusted by fingerprint here, and none was given for this one"))
          : Optional.empty();
    }
    if (tls.isEmpty()) {
      return Optional.of(
          new TransportException(
              TlsFailure.NOT_TLS, "a fingerprint was promised, but the connection has no TLS"));
    }
    try {
      promised.get().check(tls.get().peerCertificates());
      return Optional.empty();
    } catch (TlsVerificationException e) {
      return Optional.of(new TransportException(e.failure(), String.valueOf(e.getMessage()), e));
    }
  }

  /** The same as the session's failure. */
  static MsrpSessionException failure(TransportException refusal) {
    return new MsrpSessionException(
        MsrpSessionException.Kind.PEER_NOT_VERIFIED,
        "not the peer that was promised: " + refusal.getMessage(),
        refusal);
  }
}
