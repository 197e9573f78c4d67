// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
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
  private final Map<String, Gate> gates = new ConcurrentHashMap<>();
  private final Random random;
  private volatile NetworkConditions conditions;
  private volatile @Nullable Consumer<NetworkEvent> observer;
  private int nextPort = FIRST_PORT;

  /** A network under perfect conditions. */
  public LoopbackNetwork() {
    this(NetworkConditions.PERFECT, 0);
  }

  /**
   * A network under given conditions.
   *
   * @param conditions how it treats what is sent
   * @param seed of what is drawn, so that a run can be replayed
   */
  public LoopbackNetwork(NetworkConditions conditions, long seed) {
    this.conditions = requireNonNull(conditions, "conditions");
    this.random = new Random(seed);
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
   * Cuts a host off: nothing passes to or from its listeners any more, neither octets nor ends nor
   * resets, and whoever connects waits for a timeout. What is sent meanwhile is not lost.
   *
   * @param host the host of the listeners, whether or not there are any yet
   */
  public void cut(String host) {
    gate(host(host)).cut();
  }

  /**
   * Ends a {@link #cut}: what was held back passes now.
   *
   * @param host the host of the listeners
   */
  public void heal(String host) {
    gate(host(host)).heal();
  }

  /**
   * Resets the open connections with a host's listeners; both ends learn of it.
   *
   * @param host the host of the listeners
   */
  public void reset(String host) {
    gate(host(host)).reset();
  }

  /** The two sides of a connection. */
  public enum Side {
    /** The ends that accepted. */
    LISTENERS,
    /** The ends that connected. */
    CLIENTS
  }

  /**
   * Ends one direction of the open connections with a host's listeners, as if one side had shut
   * down its output: what the network has taken of it still arrives, then the other side meets the
   * end of the stream. What that one side writes from now on is neither sent nor done.
   *
   * @param host the host of the listeners
   * @param whose whose output ends
   */
  public void halfClose(String host, Side whose) {
    gate(host(host)).halfClose(requireNonNull(whose, "whose"));
  }

  /**
   * Shows every signal of every connection to somebody before it is delivered.
   *
   * @param newObserver called on the transports' threads; must not use the network
   */
  public void observe(Consumer<NetworkEvent> newObserver) {
    observer = requireNonNull(newObserver, "newObserver");
  }

  void tell(NetworkEvent.Kind kind, long nanos, ConnectionInfo end, ByteBuffer octets) {
    Consumer<NetworkEvent> told = observer;
    if (told != null) {
      CRC32 checksum = new CRC32();
      checksum.update(octets.duplicate());
      told.accept(
          new NetworkEvent(
              Duration.ofNanos(nanos),
              end.local(),
              end.remote(),
              kind,
              octets.remaining(),
              (int) checksum.getValue()));
    }
  }

  /** How long a new connection needs to open: there and back. */
  Duration roundTrip() {
    NetworkConditions now = conditions;
    long way = 2 * now.delay().toNanos();
    return Duration.ofNanos(way + draw(2 * now.jitter().toNanos()));
  }

  Gate gate(Endpoint listener) {
    return gate(host(listener.host()));
  }

  private Gate gate(String host) {
    return gates.computeIfAbsent(host, cut -> new Gate());
  }

  Link newLink(Framing framing, Gate gate) {
    NetworkConditions now = conditions;
    return now.buffer() == 0
        ? new LentLink(framing, gate)
        : new WireLink(framing, gate, now, this::draw);
  }

  private long draw(long bound) {
    if (bound == 0) {
      return 0;
    }
    synchronized (random) {
      return (long) (random.nextDouble() * bound);
    }
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
    String host = host(wanted.host());
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
    listeners.remove(new Address(host(local.host()), local.port()), binding);
  }

  synchronized @Nullable LoopbackBinding listener(Endpoint remote) {
    LoopbackBinding exact = listeners.get(new Address(host(remote.host()), remote.port()));
    return exact != null ? exact : listeners.get(new Address(ANY, remote.port()));
  }

  synchronized boolean listens(LoopbackBinding binding) {
    return listeners.containsValue(binding);
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

  private static String host(String name) {
    String host = name.toLowerCase(Locale.ROOT);
    if (ANY_HOST.contains(host)) {
      return ANY;
    }
    return THIS_HOST.contains(host) ? "localhost" : host;
  }

  private record Address(String host, int port) {}
}
