// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
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

  @Override
  protected SSLEngineResult wrap(SSLEngine engine, ByteBuffer[] input, ByteBuffer output)
      throws SSLException {
    try {
      return super.wrap(engine, input, output);
    } catch (SSLException e) {
      note(e);
      throw e;
    }
  }

  @Override
  protected SSLEngineResult unwrap(SSLEngine engine, ByteBuffer input, ByteBuffer output)
      throws SSLException {
    try {
      return super.unwrap(engine, input, output);
    } catch (SSLException e) {
      note(e);
      throw e;
    }
  }

  /** The first one is the reason, what follows are its consequences. */
  private void note(SSLException broken) {
    if (failure == null) {
      failure = broken;
    }
  }
}
