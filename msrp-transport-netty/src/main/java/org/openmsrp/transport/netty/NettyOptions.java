// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import static java.util.Objects.requireNonNull;

import io.netty.channel.EventLoopGroup;
import java.util.Optional;

/**
 * The choices of a {@link NettyTransport}.
 *
 * @param group event loops that are shared with others: the transport never shuts them down. Their
 *     kind, NIO or epoll, decides about {@code nativeIo}; {@code threads}, {@code threadName} and
 *     {@code daemon} have no effect. Empty: the transport has loops of its own
 * @param threads how many event loops of its own, each with one thread; 1 to 1024
 * @param threadName the threads' names begin with it; not empty
 * @param daemon whether the Java virtual machine may exit while the threads run
 * @param nativeIo NIO or epoll
 * @param tlsProvider who encrypts
 * @param writeBufferSize how many octets of one write Netty is given at a time, 1,024 to 16 MiB: it
 *     copies and encrypts all that it is given, so this bounds a connection's memory, however much
 *     is written at once
 */
public record NettyOptions(
    Optional<EventLoopGroup> group,
    int threads,
    String threadName,
    boolean daemon,
    NativeIo nativeIo,
    TlsProvider tlsProvider,
    int writeBufferSize) {

  /**
   * Two loops of its own, or one on a machine with one processor, daemon threads named {@code
   * msrp-netty}; epoll where it is there; the JDK's TLS; 256 KiB given to Netty at a time.
   */
  public static final NettyOptions DEFAULT = builder().build();

  private static final int MAX_THREADS = 1024;
  private static final int MIN_WRITE_BUFFER = 1024;
  private static final int MAX_WRITE_BUFFER = 16 * 1024 * 1024;

  /**
   * Checks the ranges.
   *
   * @param group loops shared with others
   * @param threads 1 to 1024
   * @param threadName not empty
   * @param daemon whether the Java virtual machine may exit while the threads run
   * @param nativeIo NIO or epoll
   * @param tlsProvider who encrypts
   * @param writeBufferSize 1,024 to 16 MiB
   * @throws IllegalArgumentException if a value is out of its range
   */
  public NettyOptions {
    requireNonNull(group, "group");
    requireNonNull(threadName, "threadName");
    requireNonNull(nativeIo, "nativeIo");
    requireNonNull(tlsProvider, "tlsProvider");
    requireBetween(1, threads, MAX_THREADS, "threads");
    requireBetween(MIN_WRITE_BUFFER, writeBufferSize, MAX_WRITE_BUFFER, "writeBufferSize");
    if (threadName.isEmpty()) {
      throw new IllegalArgumentException("threadName must not be empty");
    }
  }

  private static void requireBetween(int least, int value, int most, String name) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(name + " must be " + least + " to " + most + ": " + value);
    }
  }

  /**
   * The choices of {@link #DEFAULT}, to be changed.
   *
   * @return a new builder
   */
  public static Builder builder() {
    return new Builder();
  }

  /** Makes options. Not safe for use by many threads. */
  public static final class Builder {

    private Optional<EventLoopGroup> group = Optional.empty();
    private int threads = Math.min(2, Runtime.getRuntime().availableProcessors());
    private String threadName = "msrp-netty";
    private boolean daemon = true;
    private NativeIo nativeIo = NativeIo.AUTO;
    private TlsProvider tlsProvider = TlsProvider.JDK;
    private int writeBufferSize = 256 * 1024;

    private Builder() {}

    /**
     * Uses loops that belong to somebody else.
     *
     * @param shared NIO or epoll loops; outlive the transport
     * @return this
     */
    public Builder group(EventLoopGroup shared) {
      this.group = Optional.of(shared);
      return this;
    }

    /**
     * Sets how many loops of its own the transport has.
     *
     * @param count 1 to 1024
     * @return this
     */
    public Builder threads(int count) {
      this.threads = count;
      return this;
    }

    /**
     * Sets what the names of the threads begin with.
     *
     * @param name not empty
     * @return this
     */
    public Builder threadName(String name) {
      this.threadName = name;
      return this;
    }

    /**
     * Sets whether the Java virtual machine may exit while the threads run.
     *
     * @param value true if it may
     * @return this
     */
    public Builder daemon(boolean value) {
      this.daemon = value;
      return this;
    }

    /**
     * Chooses NIO or epoll.
     *
     * @param choice which
     * @return this
     */
    public Builder nativeIo(NativeIo choice) {
      this.nativeIo = choice;
      return this;
    }

    /**
     * Chooses who encrypts.
     *
     * @param choice who
     * @return this
     */
    public Builder tlsProvider(TlsProvider choice) {
      this.tlsProvider = choice;
      return this;
    }

    /**
     * Sets how much of one write Netty is given at a time.
     *
     * @param octets 1,024 to 16 MiB
     * @return this
     */
    public Builder writeBufferSize(int octets) {
      this.writeBufferSize = octets;
      return this;
    }

    /**
     * Makes the options.
     *
     * @return the options
     * @throws IllegalArgumentException if a value is out of its range
     */
    public NettyOptions build() {
      return new NettyOptions(
          group, threads, threadName, daemon, nativeIo, tlsProvider, writeBufferSize);
    }
  }
}
