// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

/**
 * Is told what happens in a stack, for metrics and the like. Every method does nothing by default,
 * so that an observer writes only what it needs; {@link MsrpStatistics} counts everything.
 *
 * <p>Called on transport threads, some methods for each read and write: they must not block and
 * should only count. Calls for one connection come one after the other, those for several at once.
 * An observer that throws harms nobody but itself. A stack without observers makes no events.
 */
public interface MsrpObserver {

  /** Whence octets come. */
  enum Direction {
    /** From the peer. */
    IN,
    /** To the peer. */
    OUT
  }

  /**
   * A connection opened, ended or failed to come about.
   *
   * @param event what happened
   */
  default void onConnection(ConnectionEvent event) {}

  /**
   * A session was bound or ended.
   *
   * @param event what happened
   */
  default void onSession(SessionEvent event) {}

  /**
   * A message was handed in for sending, has its fate, arrived or won't arrive.
   *
   * @param event what happened
   */
  default void onMessage(MessageEvent event) {}

  /**
   * A request of this side was answered, or was not in time.
   *
   * @param event what happened
   */
  default void onTransaction(TransactionEvent event) {}

  /**
   * Octets of MSRP were read, or handed to the transport.
   *
   * @param direction which of both
   * @param octets how many; positive
   */
  default void onTraffic(Direction direction, int octets) {}
}
