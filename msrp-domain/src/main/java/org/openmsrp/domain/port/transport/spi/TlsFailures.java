// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.tls.TlsVerificationException;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * Finds out from what a TLS engine threw why TLS was not agreed, so that every adapter says it in
 * the same terms. The engines have few exceptions and many texts; those of the JDK and of BoringSSL
 * are known here.
 */
public final class TlsFailures {

  /** What the message of every failed handshake begins with. */
  static final String PREFIX = "TLS handshake failed: ";

  /** What the peer said: the JDK names alerts in lower case, BoringSSL in upper. */
  private static final Pattern ALERT =
      Pattern.compile("Received fatal alert: (\\w+)|(?:SSLV3|TLSV1)_ALERT_(\\w+)");

  /** What the peer says that has to do with this side's certificate (RFC 8446 §6.2). */
  private static final Pattern ABOUT_CERTIFICATE =
      Pattern.compile(".*certificate.*|unknown_ca|access_denied");

  private static final List<String> ABOUT_VERSIONS =
      List.of(
          "protocol_version",
          "handshake_failure",
          "insufficient_security",
          "inappropriate_fallback");

  /** Texts of the engines' own refusals. */
  private static final Map<String, TlsFailure> TEXTS =
      Map.ofEntries(
          Map.entry("Empty client certificate chain", TlsFailure.CERTIFICATE_MISSING),
          Map.entry("Empty server certificate chain", TlsFailure.CERTIFICATE_MISSING),
          Map.entry("PEER_DID_NOT_RETURN_A_CERTIFICATE", TlsFailure.CERTIFICATE_MISSING),
          Map.entry("Unsupported or unrecognized SSL message", TlsFailure.NOT_TLS),
          Map.entry("Unrecognized SSL message", TlsFailure.NOT_TLS),
          Map.entry("not an SSL/TLS record", TlsFailure.NOT_TLS),
          Map.entry("WRONG_VERSION_NUMBER", TlsFailure.NOT_TLS),
          Map.entry("HTTP_REQUEST", TlsFailure.NOT_TLS),
          Map.entry("are not accepted by", TlsFailure.NOTHING_IN_COMMON),
          Map.entry("is not accepted by", TlsFailure.NOTHING_IN_COMMON),
          Map.entry("is not enabled or supported", TlsFailure.NOTHING_IN_COMMON),
          Map.entry("No appropriate protocol", TlsFailure.NOTHING_IN_COMMON),
          Map.entry("no cipher suites in common", TlsFailure.NOTHING_IN_COMMON),
          Map.entry("UNSUPPORTED_PROTOCOL", TlsFailure.NOTHING_IN_COMMON),
          Map.entry("NO_SHARED_CIPHER", TlsFailure.NOTHING_IN_COMMON));

  private TlsFailures() {}

  /**
   * The port's exception for a handshake that failed.
   *
   * @param thrown what the engine threw
   * @return of kind {@code TLS_HANDSHAKE}, with the reason in its type and in its message
   */
  public static TransportException handshake(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof TlsVerificationException refused) {
        return new TransportException(refused.failure(), PREFIX + refused.getMessage(), thrown);
      }
    }
    return alert(thrown).map(alert -> refusedByPeer(alert, thrown)).orElseGet(() -> byText(thrown));
  }

  /**
   * What the peer's alert was, if it sent one.
   *
   * @param thrown what the engine threw
   * @return the alert's name in RFC 8446, such as {@code certificate_expired}
   */
  public static Optional<String> alert(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      Matcher matcher = ALERT.matcher(String.valueOf(cause.getMessage()));
      if (matcher.find()) {
        String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
        return Optional.of(name.toLowerCase(Locale.ROOT));
      }
    }
    return Optional.empty();
  }

  /**
   * Whether an alert is about this side's certificate.
   *
   * @param alert the alert's name
   * @return true for those of RFC 8446 §6.2 that a peer sends when it refuses one
   */
  public static boolean isAboutCertificate(String alert) {
    return ABOUT_CERTIFICATE.matcher(alert).matches();
  }

  private static TransportException refusedByPeer(String alert, Throwable thrown) {
    if (isAboutCertificate(alert)) {
      return new TransportException(
          TlsFailure.REFUSED_BY_PEER,
          PREFIX + "the peer refused this side's certificate, or that there is none: " + alert,
          thrown);
    }
    return new TransportException(
        ABOUT_VERSIONS.contains(alert) ? TlsFailure.NOTHING_IN_COMMON : TlsFailure.OTHER,
        PREFIX + "the peer said " + alert,
        thrown);
  }

  private static TransportException byText(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      TlsFailure known = known(cause.getMessage());
      if (known != null) {
        return known(known, cause, thrown);
      }
    }
    return new TransportException(
        TlsFailure.OTHER, PREFIX + TransportFailures.deepest(thrown), thrown);
  }

  /** What engines say of input that is no TLS may repeat it, session ids included. */
  private static TransportException known(TlsFailure known, Throwable cause, Throwable thrown) {
    return known == TlsFailure.NOT_TLS
        ? new TransportException(known, PREFIX + "what the peer sent is not TLS")
        : new TransportException(known, PREFIX + cause.getMessage(), thrown);
  }

  private static @Nullable TlsFailure known(@Nullable String message) {
    return message == null
        ? null
        : TEXTS.entrySet().stream()
            .filter(text -> message.contains(text.getKey()))
            .map(Map.Entry::getValue)
            .findFirst()
            .orElse(null);
  }
}
