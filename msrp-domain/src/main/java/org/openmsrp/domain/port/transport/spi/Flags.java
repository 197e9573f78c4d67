// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

/** The bits of {@link SerialConnection}'s state: what was asked for and what has happened. */
final class Flags {

  /** The pump is queued or runs: whoever sets this bit schedules it. */
  static final int SCHEDULED = 1;

  /** The adapter opened the connection, {@code onOpen} is due. */
  static final int OPENING = 1 << 1;

  /** {@code onOpen} was called. */
  static final int OPENED = 1 << 2;

  /** One {@code onBytes} is asked for. */
  static final int DEMAND = 1 << 3;

  /** The adapter knows of the demand and has nothing yet. */
  static final int PULLED = 1 << 4;

  /** The adapter has input now. */
  static final int INPUT = 1 << 5;

  /** A write is accepted and not signalled yet. */
  static final int WRITING = 1 << 6;

  /** The accepted write is to be handed to the adapter. */
  static final int WRITE = 1 << 7;

  /** The adapter has completed the write, {@code onWritten} is due. */
  static final int WRITTEN = 1 << 8;

  /** {@code onWake} is due. */
  static final int WAKE = 1 << 9;

  /** The user closed the connection. */
  static final int CLOSE = 1 << 10;

  /** The adapter knows that the user closed. */
  static final int CLOSING = 1 << 11;

  /** The adapter has been told to shut down its output. */
  static final int SHUT = 1 << 12;

  /** The adapter's timer for opening or closing has run out. */
  static final int EXPIRED = 1 << 13;

  /** The connection is to be aborted: by its user, or because its handler threw. */
  static final int ABORT = 1 << 14;

  /** The adapter says that the connection has ended. */
  static final int ENDED = 1 << 15;

  /** {@code onClosed} was called, or never will be. */
  static final int DONE = 1 << 16;

  /** Verbs do nothing any more. */
  static final int DEAF = CLOSE | ABORT | DONE;

  private Flags() {}

  static boolean has(int flags, int bits) {
    return (flags & bits) == bits;
  }

  static boolean any(int flags, int bits) {
    return (flags & bits) != 0;
  }
}
