// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.time.Duration;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.util.thread.Scheduler;
import org.eclipse.jetty.websocket.core.Configuration;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.spi.Members;

/**
 * What the connections of one call of {@code connect} or {@code bind}, or of one handler, share.
 *
 * @param members ends them when its factory closes
 * @param lease keeps the threads
 * @param executor runs what may not run on the caller's stack
 * @param scheduler of timers
 * @param buffers pooled
 * @param closeTimeout of an orderly close
 * @param socket buffer sizes
 * @param options of the transport
 */
record Wiring(
    Members members,
    Lease lease,
    Executor executor,
    Scheduler scheduler,
    ByteBufferPool buffers,
    Duration closeTimeout,
    SocketOptions socket,
    WebSocketOptions options) {

  /** A record of TLS and Jetty's pool end here, and a parked piece pins no more than this. */
  private static final int MOST_READ = 16 * 1024;

  /** Jetty wants room for the longest header of a frame. */
  private static final int LEAST_READ = 28;

  static Wiring of(
      Members members,
      Engine engine,
      Duration closeTimeout,
      SocketOptions socket,
      WebSocketOptions options) {
    Machinery machinery = engine.machinery();
    return new Wiring(
        members,
        engine,
        machinery.threads(),
        machinery.scheduler(),
        machinery.buffers(),
        closeTimeout,
        socket,
        options);
  }

  /**
   * Pieces as they come, with no bound but ours; frames as they are given; no timeouts of Jetty's.
   */
  void configure(Configuration session) {
    session.setAutoFragment(true);
    session.setMaxFrameSize(0);
    session.setMaxBinaryMessageSize(0);
    session.setMaxTextMessageSize(0);
    session.setInputBufferSize(Math.max(LEAST_READ, Math.min(MOST_READ, socket.readBufferSize())));
    session.setIdleTimeout(Duration.ZERO);
  }
}
