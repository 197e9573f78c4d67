// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpHost;

/**
 * Whether a certificate is for a host: by its SubjectAltName alone (RFC 4975 §5.4), names compared
 * as RFC 9525 §6 says.
 */
final class HostNames {

  private static final int DNS_NAME = 2;
  private static final int IP_ADDRESS = 7;
  private static final int SHOWN = 5;

  private HostNames() {}

  /**
   * Checks a certificate.
   *
   * @param host the name or address that was connected to, an IPv6 address without brackets
   */
  static void check(X509Certificate certificate, String host) throws TlsVerificationException {
    List<String> names = names(certificate, DNS_NAME);
    List<String> addresses = names(certificate, IP_ADDRESS);
    boolean matches =
        isAddress(host)
            ? addresses.stream().anyMatch(address -> isSameAddress(address, host))
            : names.stream().anyMatch(name -> matches(name, host));
    if (!matches) {
      List<String> all = Stream.concat(names.stream(), addresses.stream()).toList();
      throw TlsVerificationException.name(certificate, "it is for " + shown(all) + ", not " + host);
    }
  }

  /**
   * Whether a name in a certificate covers a host: the same labels, where a first label {@code *}
   * stands for any one label. A wildcard for a whole top-level domain covers nothing.
   */
  static boolean matches(String presented, String host) {
    String name = withoutDot(presented);
    String wanted = withoutDot(host);
    if (!name.startsWith("*.")) {
      return !name.isEmpty() && name.indexOf('*') < 0 && name.equals(wanted);
    }
    return covers(name.substring(1), wanted);
  }

  /** Whether a host is one label before what follows the star. */
  private static boolean covers(String rest, String wanted) {
    int dot = wanted.indexOf('.');
    return dot > 0
        && rest.indexOf('*') < 0
        && rest.indexOf('.', 1) > 0
        && wanted.substring(dot).equals(rest);
  }

  private static String withoutDot(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
  }

  private static boolean isAddress(String host) {
    try {
      return MsrpHost.parse(host).numeric();
    } catch (MsrpSyntaxException notAHost) {
      return false;
    }
  }

  /** Both are literals, so nothing is looked up. */
  private static boolean isSameAddress(String presented, String host) {
    try {
      return isAddress(presented)
          && InetAddress.getByName(presented).equals(InetAddress.getByName(host));
    } catch (UnknownHostException e) {
      return false;
    }
  }

  private static List<String> names(X509Certificate certificate, int type) {
    try {
      return Stream.ofNullable(certificate.getSubjectAlternativeNames())
          .flatMap(Collection::stream)
          .filter(name -> name.get(0).equals(type))
          .map(name -> String.valueOf(name.get(1)))
          .toList();
    } catch (CertificateParsingException unreadable) {
      return List.of();
    }
  }

  private static String shown(List<String> names) {
    if (names.isEmpty()) {
      return "no host at all";
    }
    String first = String.join(", ", names.subList(0, Math.min(names.size(), SHOWN)));
    String visible = first.replaceAll("[^ -~]", "?");
    return names.size() > SHOWN ? visible + ", …" : visible;
  }
}
