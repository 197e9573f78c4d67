// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport;

import static java.util.Objects.requireNonNull;

import java.util.OptionalInt;

/**
 * Socket settings that matter to a session. A send buffer is part of a session's latency: whatever
 * waits in it can't be overtaken by a small message. Systems let it grow to megabytes, which are
 * seconds on a slow line.
 *
 * @param sendBufferSize octets that may wait in the kernel; empty leaves that to the system. On
 *     Netty with epoll only octets that were not sent yet count. Elsewhere this is the socket's
 *     send buffer, so octets under way count, too: a connection sends so much for each round trip
 *     at most, and a file over a long, fast line wants more
 * @param receiveBufferSize octets of the kernel's receive buffer; empty leaves it to the system
 * @param readBufferSize octets that one {@code onBytes} lends at most, at least 1
 */
public record SocketOptions(
    OptionalInt sendBufferSize, OptionalInt receiveBufferSize, int readBufferSize) {

  /**
   * What an adapter uses if nothing else is said: 256 KiB to send, a receive buffer that the system
   * chooses, 128 KiB reads.
   */
  public static final SocketOptions DEFAULT =
      new SocketOptions(OptionalInt.of(256 * 1024), OptionalInt.empty(), 128 * 1024);

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

  /**
   * The same settings with a send buffer that the system chooses: the most that a line can carry,
   * and small messages that wait behind all of it.
   *
   * @return a copy
   */
  public SocketOptions withSystemSendBuffer() {
    return new SocketOptions(OptionalInt.empty(), receiveBufferSize, readBufferSize);
  }

  private static void requirePositive(int octets) {
    if (octets < 1) {
      throw new IllegalArgumentException("buffer size must be positive: " + octets);
    }
  }
}
