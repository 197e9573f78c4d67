// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * A network that exists in memory: whoever listens on it can be reached by every {@link
 * LoopbackTransport} on it, and by nobody else.
 *
 * <p>A host name means itself; nothing is looked up. {@code localhost}, {@code 127.0.0.1} and
 * {@code ::1} are one host; a listener on {@code 0.0.0.0} or {@code ::} is reached under every
 * name. All schemes share the ports of a host. Safe for use by many threads.
 */
public final class LoopbackNetwork {

  private static final int FIRST_PORT = 49_152;
  private static final int LAST_PORT = 65_535;
  private static final Set<String> THIS_HOST = Set.of("localhost", "127.0.0.1", "::1");
  private static final Set<String> ANY_HOST = Set.of("0.0.0.0", "::");
  private static final String ANY = "*";

  private final Map<Address, LoopbackBinding> listeners = new HashMap<>();
  private volatile NetworkConditions conditions;
  private int nextPort = FIRST_PORT;

  /** A network under perfect conditions. */
  public LoopbackNetwork() {
    this(NetworkConditions.PERFECT);
  }

  /**
   * A network under given conditions.
   *
   * @param conditions how it treats what is sent
   */
  public LoopbackNetwork(NetworkConditions conditions) {
    this.conditions = requireNonNull(conditions, "conditions");
  }

  /**
   * The conditions at present.
   *
   * @return how it treats what is sent
   */
  public NetworkConditions conditions() {
    return conditions;
  }

  /**
   * Changes the conditions for connections that are opened from now on.
   *
   * @param newConditions how they are treated
   */
  public void conditions(NetworkConditions newConditions) {
    conditions = requireNonNull(newConditions, "newConditions");
  }

  /**
   * How many bindings listen. A test that has closed everything finds none.
   *
   * @return the bindings that are not closed
   */
  public synchronized int listening() {
    return listeners.size();
  }

  /** Takes the port that {@code wanted} names, or a free one, and gives it to a new binding. */
  synchronized LoopbackBinding listen(
      Endpoint wanted, Function<Endpoint, LoopbackBinding> newBinding) {
    String host = host(wanted);
    int port = wanted.port() == 0 ? freePort(host) : wanted.port();
    Address address = new Address(host, port);
    if (listeners.containsKey(address)) {
      throw new TransportException(
          TransportException.Kind.ADDRESS_IN_USE, "address in use: " + wanted);
    }
    LoopbackBinding binding = newBinding.apply(wanted.withPort(port));
    listeners.put(address, binding);
    return binding;
  }

  synchronized void unlisten(Endpoint local, LoopbackBinding binding) {
    listeners.remove(new Address(host(local), local.port()), binding);
  }

  synchronized @Nullable LoopbackBinding listener(Endpoint remote) {
    LoopbackBinding exact = listeners.get(new Address(host(remote), remote.port()));
    return exact != null ? exact : listeners.get(new Address(ANY, remote.port()));
  }

  /** The port that an outbound connection calls its own. */
  synchronized int ephemeralPort() {
    return advancePort();
  }

  private int freePort(String host) {
    for (int tries = FIRST_PORT; tries <= LAST_PORT; tries++) {
      int port = advancePort();
      if (!listeners.containsKey(new Address(host, port))) {
        return port;
      }
    }
    throw new TransportException(
        TransportException.Kind.ADDRESS_IN_USE, "no free port left on " + host);
  }

  private int advancePort() {
    int port = nextPort;
    nextPort = port == LAST_PORT ? FIRST_PORT : port + 1;
    return port;
  }

  private static String host(Endpoint endpoint) {
    String host = endpoint.host().toLowerCase(Locale.ROOT);
    if (ANY_HOST.contains(host)) {
      return ANY;
    }
    return THIS_HOST.contains(host) ? "localhost" : host;
  }

  private record Address(String host, int port) {}
}
