// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.testkit.loopback.ScheduledTimers;

/** Builds an {@link EmbeddedRelay}. Not safe for use by several threads at once. */
public final class EmbeddedRelayBuilder {

  /** An address to listen on. */
  record Wanted(Transport transport, Endpoint endpoint) {}

  final List<Wanted> wanted = new ArrayList<>();
  final Map<String, Account> users = new LinkedHashMap<>();
  final List<DigestAlgorithm> algorithms = new ArrayList<>();
  RelayLimits limits = RelayLimits.DEFAULT;
  ExpiryRange expiry = ExpiryRange.DEFAULT;
  IdentifierSource identifiers = IdentifierSource.secure();
  String realm = "relay.example";
  boolean nextNonces;
  Optional<TlsCredentials> credentials = Optional.empty();
  private final List<String> aliases = new ArrayList<>();
  private @Nullable String host;
  private @Nullable Timers timers;

  EmbeddedRelayBuilder() {}

  /**
   * Adds an address. The same transports also open connections to next hops. The relay does not
   * close them.
   *
   * @param transport serves the endpoint's scheme
   * @param endpoint where to listen; port 0 takes a free one
   * @return this builder
   */
  public EmbeddedRelayBuilder listen(Transport transport, Endpoint endpoint) {
    wanted.add(new Wanted(requireNonNull(transport, "transport"), endpoint));
    return this;
  }

  /**
   * Sets the host of the URIs that the relay gives out.
   *
   * @param value a name (RFC 4976 §4.2); if this is not called, the host of the first endpoint
   * @return this builder
   */
  public EmbeddedRelayBuilder host(String value) {
    host = requireNonNull(value, "host");
    return this;
  }

  /**
   * Adds a name that the relay goes by as well, such as the domain that it serves.
   *
   * @param name a host name
   * @return this builder
   */
  public EmbeddedRelayBuilder alias(String name) {
    aliases.add(name);
    return this;
  }

  /**
   * Adds a user.
   *
   * @param name the name
   * @param password the password
   * @return this builder
   */
  public EmbeddedRelayBuilder user(String name, String password) {
    users.put(name, new Account(password, true));
    return this;
  }

  /**
   * Adds a user whose credentials are right but who may not use the relay (403).
   *
   * @param name the name
   * @param password the password
   * @return this builder
   */
  public EmbeddedRelayBuilder forbiddenUser(String name, String password) {
    users.put(name, new Account(password, false));
    return this;
  }

  /**
   * Sets the realm of challenges.
   *
   * @param value if this is not called, {@code relay.example}
   * @return this builder
   */
  public EmbeddedRelayBuilder realm(String value) {
    realm = requireNonNull(value, "realm");
    return this;
  }

  /**
   * Adds an algorithm; there is one challenge for each, in the order of these calls.
   *
   * @param value if this is not called, MD5 alone
   * @return this builder
   */
  public EmbeddedRelayBuilder algorithm(DigestAlgorithm value) {
    algorithms.add(value);
    return this;
  }

  /**
   * Makes the relay name the nonce for the next AUTH in its answers.
   *
   * @return this builder
   */
  public EmbeddedRelayBuilder nextNonces() {
    nextNonces = true;
    return this;
  }

  /**
   * Sets for how long URIs are granted.
   *
   * @param value if this is not called, {@link ExpiryRange#DEFAULT}
   * @return this builder
   */
  public EmbeddedRelayBuilder expiry(ExpiryRange value) {
    expiry = requireNonNull(value, "expiry");
    return this;
  }

  /**
   * Sets every limit.
   *
   * @param value if this is not called, {@link RelayLimits#DEFAULT}
   * @return this builder
   */
  public EmbeddedRelayBuilder limits(RelayLimits value) {
    limits = requireNonNull(value, "limits");
    return this;
  }

  /**
   * Sets the timers.
   *
   * @param value if this is not called, real time on a daemon thread of the relay
   * @return this builder
   */
  public EmbeddedRelayBuilder timers(Timers value) {
    timers = requireNonNull(value, "timers");
    return this;
  }

  /**
   * Sets the TLS credentials, for listening and for next hops.
   *
   * @param value needed for {@code tls} and {@code wss} on sockets
   * @return this builder
   */
  public EmbeddedRelayBuilder credentials(TlsCredentials value) {
    credentials = Optional.of(value);
    return this;
  }

  /**
   * Sets where identifiers and nonces come from.
   *
   * @param value if this is not called, {@link IdentifierSource#secure()}
   * @return this builder
   */
  public EmbeddedRelayBuilder identifiers(IdentifierSource value) {
    identifiers = requireNonNull(value, "identifiers");
    return this;
  }

  /**
   * Starts the relay.
   *
   * @return completes when it listens; fails with {@link
   *     org.openmsrp.domain.port.transport.TransportException}
   * @throws IllegalStateException if there is no address to listen on
   */
  public CompletionStage<EmbeddedRelay> start() {
    if (wanted.isEmpty()) {
      throw new IllegalStateException("a relay needs an address to listen on");
    }
    if (algorithms.isEmpty()) {
      algorithms.add(DigestAlgorithm.MD5);
    }
    ScheduledTimers own = timers == null ? new ScheduledTimers(EmbeddedRelayBuilder::daemon) : null;
    RelaySetup setup = new RelaySetup(this, own == null ? requireNonNull(timers) : own);
    EmbeddedRelay relay = new EmbeddedRelay(this, setup, own);
    return relay.listen();
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, "openmsrp-relay-timer");
    thread.setDaemon(true);
    return thread;
  }

  String host() {
    return host == null ? wanted.get(0).endpoint().host() : host;
  }

  Set<MsrpHost> names() {
    Set<MsrpHost> names = new LinkedHashSet<>();
    names.add(MsrpHost.parse(host()));
    aliases.forEach(alias -> names.add(MsrpHost.parse(alias)));
    wanted.forEach(one -> names.add(MsrpHost.parse(one.endpoint().host())));
    return names;
  }

  Set<Transport> transports() {
    Set<Transport> transports = new LinkedHashSet<>();
    wanted.forEach(one -> transports.add(one.transport()));
    return transports;
  }
}
