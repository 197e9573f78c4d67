// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An address in the terms of a transport: open to schemes that are not known here.
 *
 * @param scheme {@code tcp}, {@code tls}, {@code ws}, {@code wss} or an adapter's own, lower case
 * @param host a host name, an IPv4 address, or an IPv6 address without brackets
 * @param port 0 to 65535; 0 asks a listener for any free port
 * @param path the request path of a WebSocket ({@code /msrp}), else empty
 */
public record Endpoint(String scheme, String host, int port, String path) {

  /** TCP without protection. */
  public static final String TCP = "tcp";

  /** TLS over TCP. */
  public static final String TLS = "tls";

  /** WebSocket without protection. */
  public static final String WS = "ws";

  /** WebSocket over TLS. */
  public static final String WSS = "wss";

  private static final Pattern ADDRESS = Pattern.compile(".*:.*|\\d+\\.\\d+\\.\\d+\\.\\d+");

  /**
   * Checks and normalises an address.
   *
   * @param scheme the scheme; made lower case
   * @param host the host; an IPv6 address loses its brackets
   * @param port 0 to 65535
   * @param path the path, empty or starting with a slash
   * @throws IllegalArgumentException if a component is out of its range, or is not visible ASCII
   */
  public Endpoint {
    scheme = requireNonNull(scheme, "scheme").toLowerCase(Locale.ROOT);
    requireNonNull(host, "host");
    requireNonNull(path, "path");
    host = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    requireVisible(scheme, "scheme");
    requireVisible(host, "host");
    if (port < 0 || port > 65535) {
      throw new IllegalArgumentException("port out of range: " + port);
    }
    if (!path.isEmpty()) {
      requireVisible(path, "path");
      if (path.charAt(0) != '/') {
        throw new IllegalArgumentException("path must start with a slash: " + path);
      }
    }
  }

  /** Nothing here can end a line of an HTTP upgrade or of a log. */
  private static void requireVisible(String text, String what) {
    if (text.isEmpty() || !text.chars().allMatch(c -> c > ' ' && c <= '~')) {
      throw new IllegalArgumentException(what + " is empty or not visible ASCII");
    }
  }

  /**
   * A plain TCP address.
   *
   * @param host the host
   * @param port the port
   * @return the address
   */
  public static Endpoint tcp(String host, int port) {
    return new Endpoint(TCP, host, port, "");
  }

  /**
   * A TLS address.
   *
   * @param host the host
   * @param port the port
   * @return the address
   */
  public static Endpoint tls(String host, int port) {
    return new Endpoint(TLS, host, port, "");
  }

  /**
   * Whether connections to this address are protected by TLS.
   *
   * @return true for {@code tls} and {@code wss}
   */
  public boolean secure() {
    return scheme.equals(TLS) || scheme.equals(WSS);
  }

  /**
   * Whether the host is an address.
   *
   * @return false if it is a name that has to be looked up
   */
  public boolean numeric() {
    return ADDRESS.matcher(host).matches();
  }

  /**
   * The same address with another port.
   *
   * @param newPort 0 to 65535
   * @return a copy
   */
  public Endpoint withPort(int newPort) {
    return new Endpoint(scheme, host, newPort, path);
  }

  /**
   * The address as a URI.
   *
   * @return for example {@code tls://[2001:db8::1]:2855}
   */
  @Override
  public String toString() {
    String shownHost = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
    return scheme + "://" + shownHost + ":" + port + path;
  }
}
