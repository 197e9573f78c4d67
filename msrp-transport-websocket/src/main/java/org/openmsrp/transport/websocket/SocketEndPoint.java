// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Arrays;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A socket that Jetty reads and writes, and that ends the way the contract wants it: by a reset if
 * the connection is aborted, otherwise in order, which means that what the peer still sends is
 * taken and thrown away. The system answers unread input with a reset, which would destroy a close
 * frame or an alert of TLS before the peer has read it (T1.1, T4.1).
 */
final class SocketEndPoint extends SocketChannelEndPoint {

  /**
   * How much of a buffer the JDK is given at a time: it copies all that it is given to memory of
   * its own, however little of it the socket takes.
   */
  private static final int OCTETS_AT_A_TIME = 256 * 1024;

  private final SelectionKey firstKey;
  private final Scheduler scheduler;
  private final Lease lease;
  private final Duration closeTimeout;
  private volatile boolean aborted;
  private volatile boolean ended;
  private volatile boolean closed;
  private volatile @Nullable Arrival arrival;
  private volatile Runnable whenClosed = () -> {};

  SocketEndPoint(
      SocketChannel channel,
      ManagedSelector selector,
      SelectionKey key,
      Scheduler scheduler,
      Lease lease,
      Duration closeTimeout) {
    super(channel, selector, key, scheduler);
    this.firstKey = key;
    this.scheduler = scheduler;
    this.lease = lease;
    this.closeTimeout = closeTimeout;
  }

  /** The socket below {@code endPoint}, if it is one of ours. */
  static @Nullable SocketEndPoint below(EndPoint endPoint) {
    EndPoint lowest = endPoint;
    while (lowest instanceof EndPoint.Wrapper wrapper) {
      lowest = wrapper.unwrap();
    }
    return lowest instanceof SocketEndPoint socket ? socket : null;
  }

  /** What waits for a handshake on the socket below, if it is one of ours that was accepted. */
  static @Nullable Arrival arrival(EndPoint endPoint) {
    SocketEndPoint socket = below(endPoint);
    return socket == null ? null : socket.arrival;
  }

  void arrived(Arrival accepted) {
    arrival = accepted;
  }

  /** Called once, whoever closes it. At once if it is closed already. */
  void whenClosed(Runnable action) {
    whenClosed = action;
    if (closed) {
      action.run();
    }
  }

  /** Ends the connection at once. */
  void abort() {
    aborted = true;
    close();
  }

  /** Ends the connection without waiting for the peer. */
  void closeNow() {
    ended = true;
    close();
  }

  @Override
  public int fill(ByteBuffer buffer) throws IOException {
    int filled = super.fill(buffer);
    if (filled < 0) {
      ended = true;
    }
    return filled;
  }

  @Override
  public boolean flush(ByteBuffer... buffers) throws IOException {
    for (int i = 0; i < buffers.length; i++) {
      ByteBuffer buffer = buffers[i];
      while (buffer.remaining() > OCTETS_AT_A_TIME) {
        int limit = buffer.limit();
        buffer.limit(buffer.position() + OCTETS_AT_A_TIME);
        boolean taken = super.flush(Arrays.copyOf(buffers, i + 1));
        buffer.limit(limit);
        if (!taken) {
          return false;
        }
      }
    }
    return super.flush(buffers);
  }

  @Override
  public boolean isOpen() {
    return !closed && super.isOpen();
  }

  @Override
  public void doClose() {
    closed = true;
    if (aborted) {
      setLingerZero();
    } else if (!ended && shutdownOutputOnly()) {
      firstKey.cancel();
      new Lingering(getChannel(), scheduler, lease).begin(closeTimeout);
      return;
    }
    super.doClose();
  }

  private void setLingerZero() {
    try {
      getChannel().setOption(StandardSocketOptions.SO_LINGER, 0);
    } catch (IOException alreadyGone) {
      ended = true;
    }
  }

  private boolean shutdownOutputOnly() {
    try {
      getChannel().shutdownOutput();
      return true;
    } catch (IOException alreadyGone) {
      return false;
    }
  }

  @Override
  public void onClose(@Nullable Throwable cause) {
    super.onClose(cause);
    whenClosed.run();
  }
}
