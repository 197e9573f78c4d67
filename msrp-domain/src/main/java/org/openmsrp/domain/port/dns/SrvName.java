// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.dns;

import static java.util.Objects.requireNonNull;

import java.util.regex.Pattern;

/**
 * The name under which a domain keeps the SRV records of a service: {@code _service._proto.domain}
 * (RFC 2782).
 *
 * @param service letters, digits and hyphens, without the underscore
 * @param proto letters, digits and hyphens, without the underscore
 * @param domain labels of letters, digits, hyphens and underscores; international names in their
 *     ASCII form
 */
public record SrvName(String service, String proto, String domain) {

  private static final Pattern LABEL = Pattern.compile("[A-Za-z0-9-]{1,62}");
  private static final Pattern DOMAIN =
      Pattern.compile("[A-Za-z0-9_-]{1,63}(\\.[A-Za-z0-9_-]{1,63})*\\.?");
  private static final int MAX_NAME = 253;

  /**
   * Checks the parts.
   *
   * @param service the service
   * @param proto the protocol
   * @param domain the domain; a dot at its end is allowed
   * @throws IllegalArgumentException if they make no name that DNS could hold
   */
  public SrvName {
    if (!LABEL.matcher(requireNonNull(service, "service")).matches()
        || !LABEL.matcher(requireNonNull(proto, "proto")).matches()) {
      throw new IllegalArgumentException("not a service and a protocol: " + service + ", " + proto);
    }
    if (requireNonNull(domain, "domain").length() > MAX_NAME || !DOMAIN.matcher(domain).matches()) {
      throw new IllegalArgumentException("not a domain name");
    }
    if (domain.endsWith(".")) {
      domain = domain.substring(0, domain.length() - 1);
    }
    if (service.length() + proto.length() + domain.length() + 4 > MAX_NAME) {
      throw new IllegalArgumentException("name too long for DNS");
    }
  }

  /**
   * The name as DNS has it.
   *
   * @return for example {@code _msrps._tcp.example.com.}
   */
  @Override
  public String toString() {
    return "_" + service + "._" + proto + "." + domain + ".";
  }
}
