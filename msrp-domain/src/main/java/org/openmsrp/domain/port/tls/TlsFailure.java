// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

/** Why TLS was not agreed. */
public enum TlsFailure {
  /** The peer's certificate, or one above it, is past its time. */
  CERTIFICATE_EXPIRED,
  /** The time of the peer's certificate, or of one above it, has not come. */
  CERTIFICATE_NOT_YET_VALID,
  /** The peer's certificate is for other hosts than the one connected to. */
  WRONG_NAME,
  /** The peer's certificate was issued by nobody who is trusted here. */
  UNKNOWN_CA,
  /** The peer's certificate is not the one whose fingerprint was promised. */
  WRONG_FINGERPRINT,
  /** The peer's certificate was revoked. */
  CERTIFICATE_REVOKED,
  /** The peer's certificate, or one above it, rests on an algorithm or key that is too weak. */
  WEAK_ALGORITHM,
  /**
   * The peer's certificate is unusable for another reason, such as a wrong signature or purpose.
   */
  CERTIFICATE_INVALID,
  /** The peer presented no certificate, and one was required. */
  CERTIFICATE_MISSING,
  /** The peer refused this side's certificate, or that there was none. */
  REFUSED_BY_PEER,
  /** There is no version or cipher suite that both sides allow. */
  NOTHING_IN_COMMON,
  /** What the peer sent is not TLS: most likely it speaks MSRP without it. */
  NOT_TLS,
  /** This side's credentials can't be used, or there are none. */
  UNUSABLE_CREDENTIALS,
  /** Anything else, such as a peer that hung up. */
  OTHER
}
