// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * What a connector or an acceptor has made and must end when its transport closes. Safe for use by
 * many threads.
 */
public final class Members {

  /** Something that can be ended from outside, on any thread. */
  @FunctionalInterface
  public interface Member {

    /**
     * End now.
     *
     * @param reason why, for those who wait
     */
    void giveUp(TransportException reason);
  }

  private final String owner;
  private final Set<Member> members = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * None yet.
   *
   * @param owner what they belong to, such as "connector", for messages
   */
  public Members(String owner) {
    this.owner = requireNonNull(owner, "owner");
  }

  /**
   * Takes on a member, which is given up at once if the others were.
   *
   * @param member compared by identity or by its own equals
   */
  public void add(Member member) {
    members.add(member);
    if (closed) {
      member.giveUp(reason());
    }
  }

  /**
   * Forgets a member that has ended.
   *
   * @param member that was added, or not
   */
  public void remove(Member member) {
    members.remove(member);
  }

  /**
   * Why members are given up.
   *
   * @return of kind {@code TRANSPORT_CLOSED}
   */
  public TransportException reason() {
    return TransportFailures.closed(owner);
  }

  /** Gives up all, and those that come later. */
  public void giveUp() {
    closed = true;
    List.copyOf(members).forEach(member -> member.giveUp(reason()));
  }
}
