// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static java.util.Objects.requireNonNull;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Locale;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * The host of an MSRP URI: a name, an IPv4 address or an IPv6 address. Never resolves a name. Equal
 * hosts are the same address or the same name without regard to case (RFC 4975 §6.1 rule 2).
 */
public final class MsrpHost {

  private static final String RULE = "RFC 3986 §3.2.2";
  private static final int MAX_LITERAL = 45;

  /** What a host is. */
  public enum Kind {
    /** A registered name. */
    NAME,
    /** A dotted IPv4 address. */
    IPV4,
    /** An IPv6 address, printed in brackets. */
    IPV6
  }

  private final String text;
  private final Kind kind;
  private final String comparable;

  private MsrpHost(String text, Kind kind, String comparable) {
    this.text = text;
    this.kind = kind;
    this.comparable = comparable;
  }

  /**
   * Parses a host.
   *
   * @param text a name, an IPv4 address, or an IPv6 address with or without brackets
   * @return the host
   * @throws MsrpSyntaxException if it is none of these
   */
  public static MsrpHost parse(String text) {
    requireNonNull(text, "text");
    if (text.startsWith("[") && text.endsWith("]")) {
      return ipv6(text, 1, text.length() - 1);
    }
    if (text.indexOf(':') >= 0) {
      return ipv6(text, 0, text.length());
    }
    if (isIpv4(text)) {
      return new MsrpHost(text, Kind.IPV4, text);
    }
    int end = UriChars.regNameEnd(text, 0, text.length());
    if (end == 0 || end < text.length()) {
      throw MsrpSyntaxException.at(text, end, "host is neither a name nor an address", RULE);
    }
    return new MsrpHost(text, Kind.NAME, UriChars.decodeUnreserved(text).toLowerCase(Locale.ROOT));
  }

  /**
   * What this host is.
   *
   * @return the kind
   */
  public Kind kind() {
    return kind;
  }

  /**
   * Whether this host is an address rather than a name.
   *
   * @return true for IPv4 and IPv6
   */
  public boolean numeric() {
    return kind != Kind.NAME;
  }

  /**
   * The host for sockets and certificates.
   *
   * @return as given, an IPv6 address without brackets
   */
  public String text() {
    return text;
  }

  /**
   * The host as a URI prints it.
   *
   * @return as given, an IPv6 address in brackets
   */
  @Override
  public String toString() {
    return kind == Kind.IPV6 ? "[" + text + "]" : text;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MsrpHost host
        && numeric() == host.numeric()
        && comparable.equals(host.comparable);
  }

  @Override
  public int hashCode() {
    return comparable.hashCode();
  }

  private static MsrpHost ipv6(String text, int from, int to) {
    int end = from;
    while (end < Math.min(to, from + MAX_LITERAL) && isIpv6Char(text.charAt(end))) {
      end++;
    }
    if (end < to || text.indexOf(':', from) < 0) {
      throw MsrpSyntaxException.at(text, end, "malformed IPv6 address", RULE);
    }
    return ipv6(text.substring(from, to));
  }

  private static MsrpHost ipv6(String literal) {
    try {
      // The brackets keep the JDK from ever asking a name server.
      InetAddress address = InetAddress.getByName("[" + literal + "]");
      return new MsrpHost(literal, Kind.IPV6, address.getHostAddress());
    } catch (UnknownHostException e) {
      throw new MsrpSyntaxException("malformed IPv6 address", RULE);
    }
  }

  private static boolean isIpv6Char(char c) {
    return c == ':' || c == '.' || UriChars.hexDigit(c) >= 0;
  }

  private static boolean isIpv4(String text) {
    int octets = 1;
    int value = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.' && value >= 0 && octets < 4) {
        octets++;
        value = -1;
      } else if (UriChars.isDigit(c) && value != 0) {
        value = Math.max(value, 0) * 10 + (c - '0');
        if (value > 255) {
          return false;
        }
      } else {
        return false;
      }
    }
    return octets == 4 && value >= 0;
  }
}
