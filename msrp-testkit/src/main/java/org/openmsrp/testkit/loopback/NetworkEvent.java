// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.time.Duration;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * A signal that one end of a connection was given. The events of a run are its log: two runs of one
 * seed have equal ones.
 *
 * @param at when, by the timers of the end's transport
 * @param local the end that was told
 * @param remote the other one
 * @param kind what it was told
 * @param octets how many it was lent, with {@link Kind#READ}; else 0
 * @param checksum the CRC-32 of what it was lent
 */
public record NetworkEvent(
    Duration at, Endpoint local, Endpoint remote, Kind kind, int octets, int checksum) {

  /** Which signal it was. */
  public enum Kind {
    /** {@code onOpen}. */
    OPENED,
    /** {@code onBytes}. */
    READ,
    /** {@code onWritten}. */
    WRITTEN,
    /** {@code onWake}. */
    WOKEN,
    /** {@code onClosed}. */
    CLOSED
  }
}
