// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;

/** Keeps the first failure of a stack that it would survive by itself. */
final class Troubles implements MsrpLogger {

  private @Nullable Throwable first;

  @Override
  public void error(String message, Throwable cause) {
    note(cause);
  }

  @Override
  public void fatal(String message, Throwable cause) {
    note(cause);
  }

  private void note(Throwable cause) {
    if (first == null) {
      first = cause;
    }
  }

  void requireNone() {
    if (first != null) {
      throw new AssertionError("the stack has failed within", first);
    }
  }

  /** No signal may make the stack throw, whatever it brings. */
  ConnectionHandler watch(ConnectionHandler engine) {
    return new Watched(engine);
  }

  private void run(Runnable signal) {
    try {
      signal.run();
    } catch (RuntimeException | Error thrown) {
      note(thrown);
      throw thrown;
    }
  }

  private final class Watched implements ConnectionHandler {
    private final ConnectionHandler engine;

    Watched(ConnectionHandler engine) {
      this.engine = engine;
    }

    @Override
    public void onOpen(Connection connection) {
      run(() -> engine.onOpen(connection));
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      run(() -> engine.onBytes(bytes, endOfFrame));
    }

    @Override
    public void onWritten() {
      run(engine::onWritten);
    }

    @Override
    public void onWake() {
      run(engine::onWake);
    }

    @Override
    public void onClosed(CloseReason reason) {
      run(() -> engine.onClosed(reason));
    }
  }
}
