// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The connections of a server that wait for their first session. If there is no room for another
 * one, the one that waits longest has to go: whoever means well binds at once, so silent
 * connections keep nobody out, however many come. Safe for use by many threads.
 */
final class Lobby {

  private final int room;
  private final Set<ConnectionEngine> waiting = new LinkedHashSet<>();

  Lobby(int room) {
    this.room = room;
  }

  /** Takes a connection in; the one that has to go for it, if one has. */
  synchronized Optional<ConnectionEngine> enter(ConnectionEngine newcomer) {
    waiting.add(newcomer);
    if (waiting.size() <= room) {
      return Optional.empty();
    }
    Iterator<ConnectionEngine> longestFirst = waiting.iterator();
    ConnectionEngine longest = longestFirst.next();
    longestFirst.remove();
    return Optional.of(longest);
  }

  /** A connection has its session, or has ended. */
  synchronized void leave(ConnectionEngine one) {
    waiting.remove(one);
  }
}
