// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpStatus;

/** Something that happens to a message as a whole. Chunks of a user's own making are none. */
public sealed interface MessageEvent {

  /**
   * Octets of content.
   *
   * @return not negative
   */
  long octets();

  /**
   * The user handed one in.
   *
   * @param octets its size
   */
  record Queued(long octets) implements MessageEvent {}

  /**
   * One that was handed in has its fate; follows each {@link Queued} once.
   *
   * @param octets its size
   * @param delivery its fate
   */
  record Settled(long octets, Delivery delivery) implements MessageEvent {

    /**
     * Checks that nothing is missing.
     *
     * @param octets its size
     * @param delivery its fate
     */
    public Settled {
      requireNonNull(delivery, "delivery");
    }
  }

  /**
   * One has arrived whole.
   *
   * @param octets its size
   */
  record Received(long octets) implements MessageEvent {}

  /**
   * One will not become whole: it was refused, given up, or its session ended.
   *
   * @param octets what came of it
   * @param refusal the status with which this side refused it, if it did
   */
  record Incomplete(long octets, Optional<MsrpStatus> refusal) implements MessageEvent {

    /**
     * Checks that nothing is missing.
     *
     * @param octets what came of it
     * @param refusal the status with which it was refused
     */
    public Incomplete {
      requireNonNull(refusal, "refusal");
    }
  }
}
