// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import static java.util.Objects.requireNonNull;

/**
 * The threads of a {@link NioTransport}.
 *
 * @param loops how many selector loops, each with one thread, share the connections; 1 to 1024
 * @param threadName the threads' names begin with it, {@code -0}, {@code -1}, … follow; not empty
 * @param daemon whether the Java virtual machine may exit while the threads run
 */
public record NioOptions(int loops, String threadName, boolean daemon) {

  /** Two loops, or one on a machine with one processor; daemon threads named {@code msrp-nio}. */
  public static final NioOptions DEFAULT =
      new NioOptions(Math.min(2, Runtime.getRuntime().availableProcessors()), "msrp-nio", true);

  private static final int MAX_LOOPS = 1024;

  /**
   * Checks the ranges.
   *
   * @param loops 1 to 1024
   * @param threadName not empty
   * @param daemon whether the Java virtual machine may exit while the threads run
   * @throws IllegalArgumentException if a value is out of its range
   */
  public NioOptions {
    requireNonNull(threadName, "threadName");
    if (loops < 1 || loops > MAX_LOOPS) {
      throw new IllegalArgumentException("loops must be 1 to " + MAX_LOOPS + ": " + loops);
    }
    if (threadName.isEmpty()) {
      throw new IllegalArgumentException("threadName must not be empty");
    }
  }

  /**
   * The same options with another number of loops.
   *
   * @param count 1 to 1024
   * @return a copy
   */
  public NioOptions withLoops(int count) {
    return new NioOptions(count, threadName, daemon);
  }

  /**
   * The same options with other thread names.
   *
   * @param name what the names begin with
   * @return a copy
   */
  public NioOptions withThreadName(String name) {
    return new NioOptions(loops, name, daemon);
  }

  /**
   * The same options with daemon threads or without.
   *
   * @param value whether the Java virtual machine may exit while the threads run
   * @return a copy
   */
  public NioOptions withDaemon(boolean value) {
    return new NioOptions(loops, threadName, value);
  }
}
