// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.HopConnection;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.MsrpTimeoutException;
import org.openmsrp.session.SessionOptions;

/**
 * The way to a grant: chain after chain, and target after target of its nearest relay, until one
 * grants. Each target has its time, and all of them together have theirs. Serial, by its lock.
 */
final class RelaySearch {

  private final RelayContext context;
  private final ArrayDeque<RelayChain> chains;
  private final ArrayDeque<RelayTarget> targets = new ArrayDeque<>();
  private final MsrpUri own;
  private final SessionOptions options;
  private final List<RelayAttempt> attempts = new ArrayList<>();
  private final CompletableFuture<Membership> result = new CompletableFuture<>();
  private @Nullable RelayChain chain;
  private @Nullable CompletableFuture<?> current;

  RelaySearch(RelayContext context, List<RelayChain> chains, MsrpUri own, SessionOptions options) {
    this.context = context;
    this.chains = new ArrayDeque<>(chains);
    this.own = own;
    this.options = options;
  }

  /** Completes with the first grant; fails with {@link RelayException} that says all. */
  CompletableFuture<Membership> start() {
    Timers.Timer total = context.timers().schedule(context.timeouts().total(), this::tooLate);
    var unused = result.whenComplete((membership, failure) -> total.cancel());
    nextChain(RelayException.of(RelayException.Reason.UNREACHABLE, "no relay was named"));
    return result;
  }

  void cancel() {
    if (result.cancel(false)) {
      stop();
    }
  }

  private synchronized void stop() {
    if (current != null) {
      current.cancel(false);
    }
  }

  private void tooLate() {
    String why = "no relay granted a path within " + RelayTimeouts.text(context.timeouts().total());
    RelayException late = RelayException.of(RelayException.Reason.NO_ANSWER, why);
    RelayChain asked = chain;
    if (asked != null) {
      note(asked.nearest().toString(), late);
    }
    if (result.completeExceptionally(RelayException.all(List.copyOf(attempts), late))) {
      stop();
    }
  }

  private void nextChain(RelayException last) {
    RelayChain next;
    synchronized (this) {
      next = chains.poll();
      chain = next;
    }
    if (result.isDone()) {
      return;
    }
    if (next == null) {
      result.completeExceptionally(RelayException.all(List.copyOf(attempts), last));
      return;
    }
    CompletableFuture<List<RelayTarget>> lookup =
        context.finder().find(next.nearest()).toCompletableFuture();
    track(lookup);
    var unused =
        lookup.whenComplete(
            (found, failure) -> {
              if (failure == null) {
                targets.addAll(found);
                nextTarget(next);
              } else {
                RelayException why = typed(failure);
                note(next.nearest().name(), why);
                nextChain(why);
              }
            });
  }

  private void nextTarget(RelayChain asked) {
    RelayTarget target = targets.poll();
    if (target == null || result.isDone()) {
      return;
    }
    if (asked.nearest().plaintext()) {
      context.warnings().warn("no TLS to " + target + ": others can read messages (RFC 4976 §9.2)");
    }
    CompletableFuture<Membership> attempt = attempt(asked, target);
    track(attempt);
    var unused =
        attempt.whenComplete(
            (membership, failure) -> {
              if (failure == null) {
                give(membership);
              } else {
                failed(asked, target, typed(failure));
              }
            });
  }

  private void give(Membership membership) {
    if (!result.complete(membership)) {
      membership.hop().close();
    }
  }

  private void failed(RelayChain asked, RelayTarget target, RelayException why) {
    note(target.toString(), why);
    if (why.worthAnotherTarget() && !targets.isEmpty()) {
      nextTarget(asked);
    } else {
      targets.clear();
      nextChain(why);
    }
  }

  private synchronized void note(String where, RelayException why) {
    attempts.add(new RelayAttempt(where, why.reason(), String.valueOf(why.getMessage())));
  }

  private void track(CompletableFuture<?> step) {
    synchronized (this) {
      current = step;
    }
    if (result.isDone()) {
      step.cancel(false);
    }
  }

  /** One target: connection and all AUTHs, within the time of one attempt. */
  private CompletableFuture<Membership> attempt(RelayChain asked, RelayTarget target) {
    CompletableFuture<Membership> attempt = new CompletableFuture<>();
    Duration patience = context.timeouts().attempt();
    Timers.Timer timer =
        context
            .timers()
            .schedule(
                patience,
                () ->
                    attempt.completeExceptionally(
                        RelayException.of(
                            RelayException.Reason.NO_ANSWER,
                            "no answer within " + RelayTimeouts.text(patience))));
    CompletableFuture<HopConnection> connecting;
    try {
      connecting =
          context.stack().connect(target.uri(), target.name(), options).toCompletableFuture();
    } catch (MsrpSessionException e) {
      connecting = CompletableFuture.failedFuture(e);
    }
    CompletableFuture<HopConnection> opening = connecting;
    var unusedOpening =
        opening.whenComplete(
            (hop, failure) -> {
              if (failure == null) {
                login(asked, hop, attempt);
              } else {
                attempt.completeExceptionally(failure);
              }
            });
    var unusedEnding =
        attempt.whenComplete(
            (membership, failure) -> {
              timer.cancel();
              opening.cancel(false);
            });
    return attempt;
  }

  private void login(RelayChain asked, HopConnection hop, CompletableFuture<Membership> attempt) {
    if (attempt.isDone()) {
      hop.close();
      return;
    }
    CompletionStage<RelayGrant> login = new ChainLogin(context, asked, hop, own).start();
    login.whenComplete(
        (grant, failure) -> {
          boolean taken =
              failure == null
                  ? attempt.complete(new Membership(asked, hop, grant))
                  : attempt.completeExceptionally(failure);
          if (failure != null || !taken) {
            hop.close();
          }
        });
    var unused =
        attempt.whenComplete(
            (membership, failure) -> {
              if (failure != null) {
                hop.close();
              }
            });
  }

  static RelayException typed(Throwable failure) {
    Throwable cause = failure;
    while (cause instanceof CompletionException && cause.getCause() != null) {
      cause = cause.getCause();
    }
    if (cause instanceof RelayException typed) {
      return typed;
    }
    String what = String.valueOf(cause.getMessage());
    if (cause instanceof MsrpTimeoutException timeout) {
      boolean connecting = timeout.phase() == MsrpTimeoutException.Phase.CONNECT;
      return RelayException.of(
          connecting ? RelayException.Reason.UNREACHABLE : RelayException.Reason.NO_ANSWER,
          what,
          cause);
    }
    if (cause instanceof CancellationException) {
      return RelayException.of(RelayException.Reason.NO_ANSWER, "given up", cause);
    }
    return RelayException.of(reason(cause), what, cause);
  }

  private static RelayException.Reason reason(Throwable cause) {
    if (cause.getCause() instanceof TransportException transport
        && transport.kind() == TransportException.Kind.TLS_HANDSHAKE) {
      return RelayException.Reason.TLS_FAILED;
    }
    if (cause instanceof MsrpSessionException session
        && session.kind() == MsrpSessionException.Kind.WRONG_ANSWER) {
      boolean challenge = session.status().map(status -> status.code() == 401).orElse(false);
      return challenge ? RelayException.Reason.BAD_CHALLENGE : RelayException.Reason.BAD_GRANT;
    }
    return RelayException.Reason.UNREACHABLE;
  }
}
