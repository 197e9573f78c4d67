// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.HopConnection;

/**
 * AUTH to each relay of a chain, the nearest first, each through those before it (RFC 4976 §5.1).
 */
final class ChainLogin {

  private final RelayContext context;
  private final RelayChain chain;
  private final HopConnection hop;
  private final MsrpUri own;

  ChainLogin(RelayContext context, RelayChain chain, HopConnection hop, MsrpUri own) {
    this.context = context;
    this.chain = chain;
    this.hop = hop;
    this.own = own;
  }

  /** Completes with the whole grant; fails with {@link RelayException}. */
  CompletionStage<RelayGrant> start() {
    CompletionStage<AuthDialogue.@Nullable Granted> last = CompletableFuture.completedFuture(null);
    for (RelaySettings relay : chain.relays()) {
      last = last.thenCompose(before -> ask(relay, before));
    }
    return last.thenApply(this::grant);
  }

  private RelayGrant grant(AuthDialogue.@Nullable Granted granted) {
    if (granted == null) {
      throw new IllegalStateException("a chain is never empty");
    }
    return new RelayGrant(granted.usePath(), granted.lifetime(), hop.info());
  }

  private CompletionStage<AuthDialogue.@Nullable Granted> ask(
      RelaySettings relay, AuthDialogue.@Nullable Granted before) {
    MsrpPath here = MsrpPath.of(relay.uri());
    MsrpPath to = before == null ? here : before.usePath().followedBy(here);
    return context
        .protections()
        .inTurn(relay, () -> new AuthDialogue(context, hop, relay, to, own).start())
        .thenApply(granted -> before == null ? granted : joined(before, granted));
  }

  /**
   * The whole path after a further relay's grant. Relays differ in what of the way to them they
   * repeat (RFC 4976 §5.1 prints an example that can't be meant), so what is known already counts.
   */
  private static AuthDialogue.Granted joined(
      AuthDialogue.Granted before, AuthDialogue.Granted granted) {
    MsrpPath known = before.usePath();
    MsrpPath own = granted.usePath();
    boolean repeated = own.size() > known.size();
    for (int i = 0; repeated && i < known.size(); i++) {
      own = own.withoutFirst();
    }
    return new AuthDialogue.Granted(
        known.followedBy(own), shorter(before.lifetime(), granted.lifetime()));
  }

  private static Optional<Duration> shorter(Optional<Duration> one, Optional<Duration> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return one.or(() -> other);
    }
    return one.get().compareTo(other.get()) <= 0 ? one : other;
  }
}
