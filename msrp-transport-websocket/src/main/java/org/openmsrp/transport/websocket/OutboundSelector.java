// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;
import org.eclipse.jetty.util.thread.Scheduler;

/** Watches the sockets of outbound connections; each is attached to its {@link ConnectAttempt}. */
final class OutboundSelector extends SelectorManager {

  /** Attempts have timers of their own. This is about what the system allows for one address. */
  private static final long LONGEST_CONNECT_MILLIS = 130_000;

  OutboundSelector(Executor executor, Scheduler scheduler) {
    super(executor, scheduler, 1);
    setConnectTimeout(LONGEST_CONNECT_MILLIS);
  }

  @Override
  protected EndPoint newEndPoint(
      SelectableChannel channel, ManagedSelector selector, SelectionKey key) {
    ConnectAttempt attempt = (ConnectAttempt) key.attachment();
    Wiring wiring = attempt.wiring();
    return new SocketEndPoint(
        (SocketChannel) channel,
        selector,
        key,
        getScheduler(),
        wiring.lease(),
        wiring.closeTimeout());
  }

  @Override
  public Connection newConnection(SelectableChannel channel, EndPoint endPoint, Object attachment) {
    return ((ConnectAttempt) attachment).connected(endPoint);
  }

  @Override
  protected void connectionFailed(SelectableChannel channel, Throwable cause, Object attachment) {
    ((ConnectAttempt) attachment).failedToConnect(cause);
  }
}
