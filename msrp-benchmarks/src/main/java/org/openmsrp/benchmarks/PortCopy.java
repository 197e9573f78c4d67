// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

/** Copies over a transport's port without MSRP; each write is a frame of its own. */
final class PortCopy implements RawCopy {

  private final Transport transport;
  private final Endpoint endpoint;
  private final BindOptions binding;
  private final ConnectOptions connecting;

  PortCopy(Transport transport, Endpoint endpoint, BindOptions binding, ConnectOptions connecting) {
    this.transport = transport;
    this.endpoint = endpoint;
    this.binding = binding;
    this.connecting = connecting;
  }

  @Override
  public long copy(Path file) throws Exception {
    Drain drain = new Drain();
    try (FileChannel source = FileChannel.open(file);
        Binding bound =
            transport
                .acceptor()
                .bind(endpoint, binding, () -> drain)
                .toCompletableFuture()
                .join()) {
      var unused =
          transport.connector().connect(bound.localEndpoint(), connecting, new Pump(source));
      return drain.received.orTimeout(2, TimeUnit.MINUTES).join();
    }
  }

  /** Does nothing; knows its connection from its first signal on. */
  private abstract static class Idle implements ConnectionHandler {

    private @Nullable Connection connection;

    @Override
    public void onOpen(Connection opened) {
      connection = opened;
    }

    final Connection connection() {
      return requireNonNull(connection);
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {}

    @Override
    public void onWritten() {}

    @Override
    public void onWake() {}

    @Override
    public void onClosed(CloseReason reason) {}
  }

  private static final class Pump extends Idle {

    private final FileChannel source;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER);

    Pump(FileChannel source) {
      this.source = source;
    }

    @Override
    public void onOpen(Connection opened) {
      super.onOpen(opened);
      next();
    }

    @Override
    public void onWritten() {
      next();
    }

    private void next() {
      try {
        if (source.read(buffer.clear()) < 0) {
          connection().close();
        } else {
          connection().write(true, buffer.flip());
        }
      } catch (IOException e) {
        connection().abort(new TransportException(TransportException.Kind.ABORTED, "the file", e));
      }
    }
  }

  private static final class Drain extends Idle {

    private final CompletableFuture<Long> received = new CompletableFuture<>();
    private long octets;

    @Override
    public void onOpen(Connection opened) {
      super.onOpen(opened);
      opened.demand();
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      octets += bytes.remaining();
      connection().demand();
    }

    @Override
    public void onClosed(CloseReason reason) {
      received.complete(octets);
    }
  }
}
