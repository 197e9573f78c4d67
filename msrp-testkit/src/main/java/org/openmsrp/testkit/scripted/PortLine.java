// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportException;

/** A connection of any transport of the port. It reads one piece ahead of the script. */
final class PortLine implements Line, ConnectionHandler {

  private record Ended(Optional<TransportException> failure) {}

  private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
  private final CompletableFuture<Connection> open = new CompletableFuture<>();
  private final Object lock = new Object();
  private boolean writing;
  private boolean over;
  private ByteBuffer content = ByteBuffer.allocate(0);

  private PortLine() {}

  static PortLine connect(
      Transport transport, Endpoint remote, Optional<TlsCredentials> tls, Duration patience)
      throws IOException {
    PortLine line = new PortLine();
    ConnectOptions plain = ConnectOptions.DEFAULT;
    ConnectOptions options = tls.map(plain::withTls).orElse(plain);
    try {
      transport
          .connector()
          .connect(remote, options, line)
          .toCompletableFuture()
          .get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return line;
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("no connection to " + remote, e);
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static InterruptedIOException interrupted() {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("interrupted");
  }

  @Override
  public byte[] wrapped(byte[] octets) {
    return octets;
  }

  @Override
  public void writeRaw(byte[] octets) throws IOException {
    synchronized (lock) {
      writing = true;
      open.join().write(true, ByteBuffer.wrap(octets));
      while (writing && !over) {
        try {
          lock.wait();
        } catch (InterruptedException e) {
          throw interrupted();
        }
      }
      if (writing) {
        throw new IOException("the connection has ended");
      }
    }
  }

  @Override
  public int read(byte[] target, Duration patience) throws IOException {
    if (!content.hasRemaining()) {
      int state = nextContent(patience);
      if (state <= 0) {
        return state;
      }
    }
    int octets = Math.min(target.length, content.remaining());
    content.get(target, 0, octets);
    if (!content.hasRemaining()) {
      open.join().demand();
    }
    return octets;
  }

  private int nextContent(Duration patience) throws IOException {
    Object next;
    try {
      next = arrived.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      throw interrupted();
    }
    if (next instanceof Ended end) {
      arrived.add(end);
      if (end.failure().isPresent()) {
        throw new IOException(end.failure().get());
      }
      return END;
    }
    content = next instanceof ByteBuffer octets ? octets : content;
    return content.remaining();
  }

  /** The port has no half close. */
  @Override
  public void halfClose() throws IOException {
    throw new IOException("a connection of the port has no half close");
  }

  @Override
  public void close() {
    open.join().close();
  }

  @Override
  public void kill() {
    open.join()
        .abort(new TransportException(TransportException.Kind.ABORTED, "the script cuts here"));
  }

  @Override
  public void onOpen(Connection connection) {
    open.complete(connection);
    connection.demand();
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    arrived.add(ByteBuffer.allocate(bytes.remaining()).put(bytes).flip());
  }

  @Override
  public void onWritten() {
    synchronized (lock) {
      writing = false;
      lock.notifyAll();
    }
  }

  @Override
  public void onWake() {}

  @Override
  public void onClosed(CloseReason reason) {
    synchronized (lock) {
      over = true;
      lock.notifyAll();
    }
    arrived.add(
        new Ended(
            reason instanceof CloseReason.Failed failed
                ? Optional.of(failed.cause())
                : Optional.empty()));
  }
}
