// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.message.IdentifierSource;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.uri.MsrpHost;

/** What a relay was built with, and what it was told to do wrong. Safe for use by many threads. */
final class RelaySetup {

  private final RelayLimits limits;
  private final Timers timers;
  private final IdentifierSource identifiers;
  private final String realm;
  private final Map<String, Account> users;
  private final List<DigestAlgorithm> algorithms;
  private final boolean nextNonces;
  private final Set<MsrpHost> names;
  private final Set<Transport> transports;
  private final Optional<TlsCredentials> credentials;

  private volatile ExpiryRange expiry;
  private volatile Set<RelayFault> faults = Set.of();
  private volatile Duration delay = Duration.ZERO;
  private volatile @Nullable MsrpStatus forcedAnswer;

  RelaySetup(EmbeddedRelayBuilder builder, Timers timers) {
    this.limits = builder.limits;
    this.timers = timers;
    this.identifiers = builder.identifiers;
    this.realm = builder.realm;
    this.users = Map.copyOf(builder.users);
    this.algorithms = List.copyOf(builder.algorithms);
    this.nextNonces = builder.nextNonces;
    this.names = Set.copyOf(builder.names());
    this.transports = Set.copyOf(builder.transports());
    this.credentials = builder.credentials;
    this.expiry = builder.expiry;
  }

  RelayLimits limits() {
    return limits;
  }

  Timers timers() {
    return timers;
  }

  IdentifierSource identifiers() {
    return identifiers;
  }

  String realm() {
    return realm;
  }

  @Nullable Account account(String name) {
    return users.get(name);
  }

  List<DigestAlgorithm> algorithms() {
    return algorithms;
  }

  boolean nextNonces() {
    return nextNonces;
  }

  Set<MsrpHost> names() {
    return names;
  }

  Optional<TlsCredentials> credentials() {
    return credentials;
  }

  @Nullable Transport transport(Endpoint endpoint) {
    return transports.stream()
        .filter(transport -> transport.schemes().contains(endpoint.scheme()))
        .findFirst()
        .orElse(null);
  }

  ExpiryRange expiry() {
    return expiry;
  }

  void expiry(ExpiryRange range) {
    expiry = range;
  }

  boolean faulty(RelayFault fault) {
    return faults.contains(fault);
  }

  synchronized void inject(RelayFault... more) {
    EnumSet<RelayFault> all = EnumSet.noneOf(RelayFault.class);
    all.addAll(faults);
    all.addAll(List.of(more));
    faults = Set.copyOf(all);
  }

  synchronized void remove(RelayFault fault) {
    EnumSet<RelayFault> all = EnumSet.noneOf(RelayFault.class);
    all.addAll(faults);
    all.remove(fault);
    faults = Set.copyOf(all);
  }

  synchronized void heal() {
    faults = Set.of();
    delay = Duration.ZERO;
    forcedAnswer = null;
  }

  Duration delay() {
    return delay;
  }

  void delay(Duration value) {
    delay = value;
  }

  @Nullable MsrpStatus forcedAnswer() {
    return forcedAnswer;
  }

  void forceAnswer(MsrpStatus status) {
    forcedAnswer = status;
  }
}
