// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.PKIXReason;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What the JDK's failures of certificate paths mean. */
final class PathFailures {

  /** Reasons that all engines tell the peer. */
  private static final Set<CertPathValidatorException.Reason> HAVE_ALERTS =
      Set.of(BasicReason.EXPIRED, BasicReason.NOT_YET_VALID, BasicReason.REVOKED);

  private PathFailures() {}

  /** Whether the path failed, and not only the host's name. */
  static boolean isAboutThePath(CertificateException thrown) {
    return cause(thrown, CertPathValidatorException.class).isPresent()
        || cause(thrown, CertPathBuilderException.class).isPresent()
        || thrown instanceof CertificateExpiredException
        || thrown instanceof CertificateNotYetValidException;
  }

  /** The same failure with a type, and in words that say whose certificate it is about. */
  static TlsVerificationException typed(
      CertificateException thrown, X509Certificate[] chain, X509Certificate[] authorities) {
    if (thrown instanceof TlsVerificationException known) {
      return known;
    }
    Optional<CertPathValidatorException> path = cause(thrown, CertPathValidatorException.class);
    X509Certificate certificate = path.map(e -> at(e, chain)).orElse(chain[0]);
    TlsFailure failure = failure(thrown, path);
    if (failure == TlsFailure.UNKNOWN_CA) {
      failure = byDates(chain, authorities).orElse(failure);
    }
    Throwable beneath = path.isPresent() ? path.get() : thrown;
    String words = words(failure, certificate, beneath);
    // The engines choose their alert by what is directly beneath.
    return path.map(CertPathValidatorException::getReason).filter(HAVE_ALERTS::contains).isPresent()
        ? TlsVerificationException.of(failure, certificate, words, beneath)
        : TlsVerificationException.path(failure, certificate, words, beneath);
  }

  private static TlsFailure failure(
      CertificateException thrown, Optional<CertPathValidatorException> path) {
    if (cause(thrown, CertificateExpiredException.class).isPresent()) {
      return TlsFailure.CERTIFICATE_EXPIRED;
    }
    if (cause(thrown, CertificateNotYetValidException.class).isPresent()) {
      return TlsFailure.CERTIFICATE_NOT_YET_VALID;
    }
    if (path.isPresent()) {
      return ofReason(path.get().getReason());
    }
    return cause(thrown, CertPathBuilderException.class).isPresent()
        ? TlsFailure.UNKNOWN_CA
        : TlsFailure.CERTIFICATE_INVALID;
  }

  private static TlsFailure ofReason(CertPathValidatorException.Reason reason) {
    if (reason == BasicReason.EXPIRED) {
      return TlsFailure.CERTIFICATE_EXPIRED;
    }
    if (reason == BasicReason.NOT_YET_VALID) {
      return TlsFailure.CERTIFICATE_NOT_YET_VALID;
    }
    if (reason == BasicReason.REVOKED) {
      return TlsFailure.CERTIFICATE_REVOKED;
    }
    if (reason == BasicReason.ALGORITHM_CONSTRAINED) {
      return TlsFailure.WEAK_ALGORITHM;
    }
    return reason == PKIXReason.NO_TRUST_ANCHOR
        ? TlsFailure.UNKNOWN_CA
        : TlsFailure.CERTIFICATE_INVALID;
  }

  /** A search for a path that found none does not tell that it was the dates that broke it. */
  private static Optional<TlsFailure> byDates(
      X509Certificate[] chain, X509Certificate[] authorities) {
    X509Certificate last = chain[chain.length - 1];
    boolean issuerKnown =
        Stream.of(authorities)
            .anyMatch(one -> one.getSubjectX500Principal().equals(last.getIssuerX500Principal()));
    return issuerKnown
        ? Stream.of(chain).flatMap(one -> byDate(one).stream()).findFirst()
        : Optional.empty();
  }

  private static Optional<TlsFailure> byDate(X509Certificate certificate) {
    try {
      certificate.checkValidity();
      return Optional.empty();
    } catch (CertificateExpiredException e) {
      return Optional.of(TlsFailure.CERTIFICATE_EXPIRED);
    } catch (CertificateNotYetValidException e) {
      return Optional.of(TlsFailure.CERTIFICATE_NOT_YET_VALID);
    }
  }

  private static X509Certificate at(CertPathValidatorException path, X509Certificate[] chain) {
    int index = path.getIndex();
    return index > 0 && index < chain.length ? chain[index] : chain[0];
  }

  private static String words(TlsFailure failure, X509Certificate certificate, Throwable beneath) {
    return switch (failure) {
      case CERTIFICATE_EXPIRED -> "expired at " + certificate.getNotAfter().toInstant();
      case CERTIFICATE_NOT_YET_VALID ->
          "not valid before " + certificate.getNotBefore().toInstant();
      case UNKNOWN_CA -> "its issuer is not trusted here";
      case CERTIFICATE_REVOKED -> "revoked";
      default -> String.valueOf(beneath.getMessage()).replaceAll("[^ -~]", "?");
    };
  }

  private static <T extends Throwable> Optional<T> cause(Throwable thrown, Class<T> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }
}
