// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.net.URI;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Decides which web pages may connect. Browsers name the page's origin in each handshake (RFC 6454)
 * and send the user's cookies along, so that without this check any page that the user visits could
 * use them (RFC 6455 §10.2). A handshake without an origin comes from no browser and is not asked
 * about. Safe for use by many threads; must not block.
 */
@FunctionalInterface
public interface OriginPolicy {

  /** Every page, for servers that know their users by other means than cookies. */
  OriginPolicy ANY = (origin, host) -> true;

  /** Pages of the host that the handshake is sent to, whatever their port. */
  OriginPolicy SAME_HOST = OriginPolicy::isSameHost;

  /**
   * Pages of these origins.
   *
   * @param origins for example {@code https://www.example.com}, with a port if it is not the
   *     scheme's
   * @return the policy
   */
  static OriginPolicy of(String... origins) {
    Set<String> allowed =
        Stream.of(origins).map(one -> one.toLowerCase(Locale.ROOT)).collect(Collectors.toSet());
    return (origin, host) -> allowed.contains(origin.toLowerCase(Locale.ROOT));
  }

  /**
   * Whether a page may connect.
   *
   * @param origin the page's origin as the browser names it, {@code null} among them
   * @param host the value of the Host header
   * @return false to refuse with 403
   */
  boolean allows(String origin, String host);

  private static boolean isSameHost(String origin, String host) {
    try {
      String page = URI.create(origin).getHost();
      return page != null && page.equalsIgnoreCase(URI.create("ws://" + host).getHost());
    } catch (IllegalArgumentException notAnOrigin) {
      return false;
    }
  }
}
