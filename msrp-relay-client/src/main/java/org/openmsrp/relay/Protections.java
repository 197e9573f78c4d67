// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The last challenges of relays, for each account (RFC 4976 §9.1: by authority), and the order of
 * AUTHs: two to the same relay are never under way at once. Safe for use by many threads.
 */
final class Protections {

  /** So many relays and accounts are remembered; others are challenged again. */
  private static final int REMEMBERED = 256;

  private final Map<String, Protection> known =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Protection> eldest) {
          return size() > REMEMBERED;
        }
      };
  private final Map<String, CompletableFuture<?>> queues = new LinkedHashMap<>();

  synchronized @Nullable Protection get(RelaySettings settings) {
    return known.get(key(settings));
  }

  synchronized void put(RelaySettings settings, Protection protection) {
    known.put(key(settings), protection);
  }

  synchronized void forget(RelaySettings settings) {
    known.remove(key(settings));
  }

  private static String key(RelaySettings settings) {
    return settings.username() + " " + settings.uri();
  }

  /** Begins what is asked when all that was asked before for the same relay is over. */
  <T> CompletableFuture<T> inTurn(RelaySettings settings, Supplier<CompletionStage<T>> begin) {
    String relay = settings.uri().toString();
    CompletableFuture<T> result = new CompletableFuture<>();
    CompletableFuture<?> before;
    synchronized (this) {
      before = queues.put(relay, result);
    }
    if (before == null) {
      start(begin, result);
    } else {
      var unused = before.whenComplete((value, failure) -> start(begin, result));
    }
    var unusedLeaving = result.whenComplete((value, failure) -> leave(relay, result));
    return result;
  }

  private static <T> void start(Supplier<CompletionStage<T>> begin, CompletableFuture<T> result) {
    try {
      begin
          .get()
          .whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  result.complete(value);
                } else {
                  result.completeExceptionally(failure);
                }
              });
    } catch (RuntimeException e) {
      result.completeExceptionally(e);
    }
  }

  private synchronized void leave(String relay, CompletableFuture<?> last) {
    queues.remove(relay, last);
  }
}
