// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmsrp.domain.port.transport.TransportException;

/** What a factory has made and must end when it closes. Safe for any thread. */
final class Owner {

  /** Something that can be ended from outside, on any thread. */
  interface Owned {
    void giveUp(TransportException reason);
  }

  private final String name;
  private final Set<Owned> members = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  Owner(String name) {
    this.name = name;
  }

  /** Takes on a member, which is given up at once if the owner is closed. */
  void add(Owned member) {
    members.add(member);
    if (closed) {
      member.giveUp(reason());
    }
  }

  void remove(Owned member) {
    members.remove(member);
  }

  TransportException reason() {
    return Failures.closed(name);
  }

  void giveUp() {
    closed = true;
    List.copyOf(members).forEach(member -> member.giveUp(reason()));
  }
}
