// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.Map;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpHost;

/**
 * Finds the octets of a host's address without ever asking a name server. Networks in memory have
 * names instead: each gets an address that RFC 5737 keeps for documentation. Safe for use by many
 * threads.
 */
final class Addresses {

  private static final int NAMES = 254;
  private static final int IPV6 = 16;

  private final Map<String, byte[]> names = new HashMap<>();

  byte[] of(String host) {
    int scope = host.indexOf('%');
    String bare = scope < 0 ? host : host.substring(0, scope);
    try {
      MsrpHost parsed = MsrpHost.parse(bare);
      // Of a literal the JDK makes an address without a look-up.
      return parsed.numeric() ? InetAddress.getByName(parsed.text()).getAddress() : named(bare);
    } catch (MsrpSyntaxException | UnknownHostException e) {
      return named(bare);
    }
  }

  private synchronized byte[] named(String name) {
    int last = 1 + names.size() % NAMES;
    return names
        .computeIfAbsent(name, unknown -> new byte[] {(byte) 192, 0, 2, (byte) last})
        .clone();
  }

  /** An IPv4 address beside an IPv6 one, as IPv6 writes it (RFC 4291 §2.5.5.2). */
  static byte[] mapped(byte[] address) {
    if (address.length == IPV6) {
      return address;
    }
    byte[] mapped = new byte[IPV6];
    mapped[10] = (byte) 0xff;
    mapped[11] = (byte) 0xff;
    System.arraycopy(address, 0, mapped, 12, address.length);
    return mapped;
  }
}
