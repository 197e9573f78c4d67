// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Socket settings that matter to a session. A send buffer is part of a session's latency: whatever
 * waits in it can't be overtaken by a small message.
 *
 * @param sendBufferSize octets of the kernel's send buffer; empty leaves it to the system
 * @param receiveBufferSize octets of the kernel's receive buffer; empty leaves it to the system
 * @param readBufferSize octets that one {@code onBytes} lends at most, at least 1
 */
public record SocketOptions(
    OptionalInt sendBufferSize, OptionalInt receiveBufferSize, int readBufferSize) {

  /** What an adapter uses if nothing else is said: 128 KiB reads, buffers left to the system. */
  public static final SocketOptions DEFAULT =
      new SocketOptions(OptionalInt.empty(), OptionalInt.empty(), 128 * 1024);

  /**
   * Checks the ranges.
   *
   * @param sendBufferSize octets, positive
   * @param receiveBufferSize octets, positive
   * @param readBufferSize octets, positive
   * @throws IllegalArgumentException if a size is not positive
   */
  public SocketOptions {
    requirePositive(requireNonNull(sendBufferSize, "sendBufferSize").orElse(1));
    requirePositive(requireNonNull(receiveBufferSize, "receiveBufferSize").orElse(1));
    requirePositive(readBufferSize);
  }

  /**
   * The same settings with another read buffer.
   *
   * @param octets what one {@code onBytes} lends at most
   * @return a copy
   */
  public SocketOptions withReadBufferSize(int octets) {
    return new SocketOptions(sendBufferSize, receiveBufferSize, octets);
  }

  /**
   * The same settings with another kernel send buffer.
   *
   * @param octets the size
   * @return a copy
   */
  public SocketOptions withSendBufferSize(int octets) {
    return new SocketOptions(OptionalInt.of(octets), receiveBufferSize, readBufferSize);
  }

  private static void requirePositive(int octets) {
    if (octets < 1) {
      throw new IllegalArgumentException("buffer size must be positive: " + octets);
    }
  }
}
