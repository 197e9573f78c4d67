// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;

/** What is special about a transport under test. Immutable; each method returns a copy. */
public final class TckOptions {

  /** No TLS, every capability, threads told apart by who was there before, 10 s of patience. */
  public static final TckOptions DEFAULT = new TckOptions();

  private BindOptions bind = BindOptions.DEFAULT;
  private ConnectOptions connect = ConnectOptions.DEFAULT;
  private Duration patience = Duration.ofSeconds(10);
  private Map<Capability, String> missing = Map.of();
  private Optional<String> threadPrefix = Optional.empty();
  private Optional<Runnable> driver = Optional.empty();
  private Optional<Supplier<Endpoint>> silentEndpoint = Optional.empty();
  private Optional<ConnectOptions> distrusting = Optional.empty();
  private Optional<Stranger> stranger = Optional.empty();
  private OptionalInt maxMessageSize = OptionalInt.empty();
  private Runnable leakCheck = () -> {};

  private TckOptions() {}

  private TckOptions copy() {
    TckOptions copy = new TckOptions();
    copy.bind = bind;
    copy.connect = connect;
    copy.patience = patience;
    copy.missing = missing;
    copy.threadPrefix = threadPrefix;
    copy.driver = driver;
    copy.silentEndpoint = silentEndpoint;
    copy.distrusting = distrusting;
    copy.stranger = stranger;
    copy.maxMessageSize = maxMessageSize;
    copy.leakCheck = leakCheck;
    return copy;
  }

  /**
   * Options of both sides, for example with TLS credentials. Tests change timeouts and buffer sizes
   * and keep the rest.
   *
   * @param bindOptions of the accepting side
   * @param connectOptions of the connecting side
   * @return a copy
   */
  public TckOptions withTransportOptions(BindOptions bindOptions, ConnectOptions connectOptions) {
    TckOptions copy = copy();
    copy.bind = requireNonNull(bindOptions, "bindOptions");
    copy.connect = requireNonNull(connectOptions, "connectOptions");
    return copy;
  }

  /**
   * Skips the tests that need a capability.
   *
   * @param capability what the transport does not have
   * @param reason why not, shown with every skipped test
   * @return a copy
   */
  public TckOptions without(Capability capability, String reason) {
    Map<Capability, String> more = new EnumMap<>(Capability.class);
    more.putAll(missing);
    more.put(capability, requireNonNull(reason, "reason"));
    TckOptions copy = copy();
    copy.missing = Map.copyOf(more);
    return copy;
  }

  /**
   * How the names of the transport's threads begin. Without it, every thread that a test finds at
   * its end and did not find at its beginning is taken for the transport's.
   *
   * @param prefix the common beginning
   * @return a copy
   */
  public TckOptions withThreadPrefix(String prefix) {
    TckOptions copy = copy();
    copy.threadPrefix = Optional.of(prefix);
    return copy;
  }

  /**
   * For a transport without threads: what to call, over and over, while a test waits.
   *
   * @param step runs what is due and lets a little virtual time pass; called on the test's thread
   * @return a copy
   */
  public TckOptions withDriver(Runnable step) {
    TckOptions copy = copy();
    copy.driver = Optional.of(step);
    return copy;
  }

  /**
   * An endpoint where somebody accepts and never answers, so that connecting takes for ever. Where
   * endpoints are sockets the tests find one by themselves.
   *
   * @param endpoint gives the endpoint
   * @return a copy
   */
  public TckOptions withSilentEndpoint(Supplier<Endpoint> endpoint) {
    TckOptions copy = copy();
    copy.silentEndpoint = Optional.of(endpoint);
    return copy;
  }

  /**
   * A client with TLS that does not trust the listener's certificate.
   *
   * @param connectOptions options with credentials that lead to a refusal
   * @return a copy
   */
  public TckOptions withDistrustingClient(ConnectOptions connectOptions) {
    TckOptions copy = copy();
    copy.distrusting = Optional.of(connectOptions);
    return copy;
  }

  /**
   * A listener with TLS that asks for certificates, and a client whose certificate it refuses.
   *
   * @param bindOptions options of the listener
   * @param connectOptions options of the client, which trusts the listener
   * @return a copy
   */
  public TckOptions withRefusedClient(BindOptions bindOptions, ConnectOptions connectOptions) {
    TckOptions copy = copy();
    copy.stranger = Optional.of(new Stranger(bindOptions, connectOptions));
    return copy;
  }

  record Stranger(BindOptions bind, ConnectOptions connect) {}

  /**
   * The largest message that the transport takes, so that {@link WebSocketContract} can send a
   * larger one.
   *
   * @param octets the bound that {@link TransportUnderTest#newTransport} has set, at least 2
   * @return a copy
   */
  public TckOptions withMaxMessageSize(int octets) {
    TckOptions copy = copy();
    copy.maxMessageSize = OptionalInt.of(octets);
    return copy;
  }

  /**
   * What to look at when a test has closed everything, for example a buffer pool.
   *
   * @param check throws an {@link AssertionError} if something is left
   * @return a copy
   */
  public TckOptions withLeakCheck(Runnable check) {
    TckOptions copy = copy();
    copy.leakCheck = requireNonNull(check, "check");
    return copy;
  }

  /**
   * How long a test waits for something that must happen.
   *
   * @param duration real time, positive
   * @return a copy
   */
  public TckOptions withPatience(Duration duration) {
    TckOptions copy = copy();
    copy.patience = requireNonNull(duration, "duration");
    return copy;
  }

  BindOptions bind() {
    return bind;
  }

  ConnectOptions connect() {
    return connect;
  }

  Duration patience() {
    return patience;
  }

  Optional<String> missing(Capability capability) {
    return Optional.ofNullable(missing.get(capability));
  }

  Optional<String> threadPrefix() {
    return threadPrefix;
  }

  Optional<Runnable> driver() {
    return driver;
  }

  Optional<Supplier<Endpoint>> silentEndpoint() {
    return silentEndpoint;
  }

  Optional<ConnectOptions> distrusting() {
    return distrusting;
  }

  Optional<Stranger> stranger() {
    return stranger;
  }

  OptionalInt maxMessageSize() {
    return maxMessageSize;
  }

  Runnable leakCheck() {
    return leakCheck;
  }
}
