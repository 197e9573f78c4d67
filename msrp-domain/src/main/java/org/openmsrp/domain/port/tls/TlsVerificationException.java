// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import org.jspecify.annotations.Nullable;

/**
 * A peer's certificate was refused here: why ({@link #failure()}), and whose it is, with the issuer
 * that it names. In a {@code TransportException} it is among the causes.
 */
public final class TlsVerificationException extends CertificateException {

  private static final int MAX_NAME = 200;
  @Serial private static final long serialVersionUID = 1L;

  /** Why. */
  private final TlsFailure failure;

  /** Whose certificate it is. */
  private final String subject;

  /** Who issued it. */
  private final String issuer;

  private TlsVerificationException(
      TlsFailure failure, String subject, String issuer, String message, Throwable cause) {
    super(message, cause);
    this.failure = requireNonNull(failure, "failure");
    this.subject = subject;
    this.issuer = issuer;
  }

  /** A certificate that was refused. */
  static TlsVerificationException of(
      TlsFailure failure, X509Certificate certificate, String why, Throwable cause) {
    String subject = shown(certificate.getSubjectX500Principal().getName());
    String issuer = shown(certificate.getIssuerX500Principal().getName());
    String message = "certificate of " + subject + ", issued by " + issuer + ", refused: " + why;
    return new TlsVerificationException(failure, subject, issuer, message, cause);
  }

  /** A path that failed for a reason of which the engines make an alert that says too little. */
  static TlsVerificationException path(
      TlsFailure failure, X509Certificate certificate, String why, Throwable cause) {
    return of(failure, certificate, why, badCertificate(why, cause));
  }

  static TlsVerificationException name(X509Certificate certificate, String why) {
    return of(TlsFailure.WRONG_NAME, certificate, why, badCertificate(why, null));
  }

  static TlsVerificationException fingerprint(X509Certificate certificate, String why) {
    return of(TlsFailure.WRONG_FINGERPRINT, certificate, why, badCertificate(why, null));
  }

  static TlsVerificationException missing() {
    String why = "the peer presented no certificate";
    return new TlsVerificationException(
        TlsFailure.CERTIFICATE_MISSING, "", "", why, badCertificate(why, null));
  }

  /**
   * A cause that makes the TLS engines say {@code bad_certificate} to the peer, as RFC 8122 §6.2
   * wants: they choose the alert by the reason of a failed path, and this is one of those that they
   * all translate so.
   */
  private static CertPathValidatorException badCertificate(String why, @Nullable Throwable cause) {
    return new CertPathValidatorException(why, cause, null, -1, BasicReason.NOT_YET_VALID);
  }

  /** Names are the peer's: neither long nor able to end a line of a log. */
  private static String shown(String name) {
    String visible = name.replaceAll("[^ -~]", "?");
    return visible.length() > MAX_NAME ? visible.substring(0, MAX_NAME) + "…" : visible;
  }

  /**
   * Why it was refused.
   *
   * @return the reason
   */
  public TlsFailure failure() {
    return failure;
  }

  /**
   * Whose certificate was refused.
   *
   * @return the subject's distinguished name, visible ASCII, cut if it is long; empty if there was
   *     no certificate
   */
  public String subject() {
    return subject;
  }

  /**
   * Who issued it, as far as it says itself.
   *
   * @return the issuer's distinguished name, visible ASCII, cut if it is long; empty if there was
   *     no certificate
   */
  public String issuer() {
    return issuer;
  }
}
