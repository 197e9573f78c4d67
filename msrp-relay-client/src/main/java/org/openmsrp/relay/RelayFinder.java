// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.random.RandomGenerator;
import org.openmsrp.domain.port.dns.SrvOrder;
import org.openmsrp.domain.port.dns.SrvRecord;
import org.openmsrp.domain.port.dns.SrvResolver;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.uri.MsrpUri;

/** Finds out where a relay is reached (RFC 4976 §8, RFC 2782). Safe for use by many threads. */
final class RelayFinder {

  private static final String PROTO = "tcp";

  private final Optional<SrvResolver> resolver;
  private final RandomGenerator random;
  private final Timers timers;
  private final RelayTimeouts timeouts;

  RelayFinder(
      Optional<SrvResolver> resolver,
      RandomGenerator random,
      Timers timers,
      RelayTimeouts timeouts) {
    this.resolver = resolver;
    this.random = random;
    this.timers = timers;
    this.timeouts = timeouts;
  }

  /** The targets in the order in which to try them; fails with {@link RelayException}. */
  CompletionStage<List<RelayTarget>> find(RelaySettings settings) {
    if (settings.port().isPresent() || resolver.isEmpty()) {
      return CompletableFuture.completedFuture(List.of(itself(settings)));
    }
    // No SRV name is defined for plaintext relays; that of others who use them is msrp.
    String service = settings.plaintext() ? "msrp" : "msrps";
    CompletableFuture<List<SrvRecord>> lookup = new CompletableFuture<>();
    Timers.Timer timer =
        timers.schedule(
            timeouts.lookup(),
            () ->
                lookup.completeExceptionally(
                    RelayException.of(
                        RelayException.Reason.LOOKUP_FAILED, "DNS did not answer in time")));
    resolver
        .get()
        .lookup(service, PROTO, settings.name())
        .whenComplete(
            (records, failure) -> {
              timer.cancel();
              if (failure == null) {
                lookup.complete(records);
              } else {
                lookup.completeExceptionally(failure);
              }
            });
    return lookup.handle((records, failure) -> targets(settings, service, records, failure));
  }

  private List<RelayTarget> targets(
      RelaySettings settings, String service, List<SrvRecord> records, Throwable failure) {
    if (failure != null) {
      throw failed(service, settings, failure);
    }
    if (SrvOrder.isNotAvailable(records)) {
      throw RelayException.of(
          RelayException.Reason.NOT_OFFERED,
          "the domain says that it has no relay (RFC 2782: target is the root)");
    }
    List<RelayTarget> targets = new ArrayList<>();
    synchronized (random) {
      for (SrvRecord record : SrvOrder.order(records, random)) {
        MsrpUri uri = settings.uri().toBuilder().host(record.target()).port(record.port()).build();
        targets.add(new RelayTarget(uri, settings.name()));
      }
    }
    return targets.isEmpty() ? List.of(itself(settings)) : targets;
  }

  private static RelayException failed(String service, RelaySettings settings, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException e && e.getCause() != null ? e.getCause() : failure;
    return cause instanceof RelayException typed
        ? typed
        : RelayException.of(
            RelayException.Reason.LOOKUP_FAILED,
            "no SRV records of _"
                + service
                + "._tcp."
                + settings.name()
                + ": "
                + cause.getMessage(),
            cause);
  }

  private static RelayTarget itself(RelaySettings settings) {
    int port = settings.port().orElse(MsrpUri.REGISTERED_PORT);
    return new RelayTarget(settings.uri().toBuilder().port(port).build(), settings.name());
  }
}
