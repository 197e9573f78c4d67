// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.jspecify.annotations.Nullable;

/**
 * TLS that remembers what broke it. An alert that Jetty reads while it writes closes the socket,
 * and who waits for input hears of an end only: a client in TLS 1.3 whose certificate is refused
 * would not learn why (T1.1).
 */
final class WatchedTls extends SslConnection {

  private volatile @Nullable SSLException failure;
  private volatile boolean stands;

  WatchedTls(ByteBufferPool buffers, Executor executor, EndPoint socket, SSLEngine engine) {
    super(buffers, executor, null, socket, engine, true, false);
  }

  /** What broke the TLS of this end point. */
  static Optional<SSLException> failureOf(EndPoint endPoint) {
    return endPoint instanceof SslEndPoint secured
            && secured.getSslConnection() instanceof WatchedTls watched
        ? Optional.ofNullable(watched.failure)
        : Optional.empty();
  }

  /** Whether the handshake is over; Jetty has session data long before that. */
  static boolean standsOn(EndPoint endPoint) {
    return endPoint instanceof SslEndPoint secured
        && secured.getSslConnection() instanceof WatchedTls watched
        && watched.stands;
  }

  @Override
  protected SSLEngineResult wrap(SSLEngine engine, ByteBuffer[] input, ByteBuffer output)
      throws SSLException {
    try {
      return seen(super.wrap(engine, input, output));
    } catch (SSLException e) {
      note(e);
      throw e;
    }
  }

  @Override
  protected SSLEngineResult unwrap(SSLEngine engine, ByteBuffer input, ByteBuffer output)
      throws SSLException {
    try {
      return seen(super.unwrap(engine, input, output));
    } catch (SSLException e) {
      note(e);
      throw e;
    }
  }

  private SSLEngineResult seen(SSLEngineResult result) {
    if (result.getHandshakeStatus() == HandshakeStatus.FINISHED) {
      stands = true;
    }
    return result;
  }

  /** The first one is the reason, what follows are its consequences. */
  private void note(SSLException broken) {
    if (failure == null) {
      failure = broken;
    }
  }
}
