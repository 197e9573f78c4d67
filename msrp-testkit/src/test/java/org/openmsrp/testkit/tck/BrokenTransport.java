// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor;
import org.openmsrp.domain.port.transport.TransportConnector;
import org.openmsrp.domain.port.transport.TransportException;

/** A transport whose connections and handlers are bent by {@link Break}. */
final class BrokenTransport implements Transport {

  /** How a transport is broken: each method does what it should unless overridden. */
  interface Break {

    /** Decides on the framing. */
    default String scheme() {
      return Endpoint.TCP;
    }

    /** How long to wait for what a broken transport may never do. */
    default Duration patience() {
      return Duration.ofSeconds(1);
    }

    default void onOpen(Bent bent) {
      bent.handler.onOpen(bent);
    }

    default void onBytes(Bent bent, ByteBuffer bytes, boolean endOfFrame) {
      bent.handler.onBytes(bytes, endOfFrame);
    }

    default void onWritten(Bent bent) {
      bent.handler.onWritten();
    }

    default void onWake(Bent bent) {
      bent.handler.onWake();
    }

    default void onClosed(Bent bent, CloseReason reason) {
      bent.handler.onClosed(reason);
    }

    default void demand(Bent bent) {
      bent.connection.demand();
    }

    default void write(Bent bent, boolean endOfFrame, ByteBuffer[] parts) {
      bent.connection.write(endOfFrame, parts);
    }

    default void wake(Bent bent) {
      bent.connection.wake();
    }

    default void close(Bent bent) {
      bent.connection.close();
    }

    default void abort(Bent bent, TransportException reason) {
      bent.connection.abort(reason);
    }

    default void closeBinding(TransportAcceptor.Binding binding) {
      binding.close();
    }

    default void closeConnector(TransportConnector connector) {
      connector.close();
    }

    default ConnectionInfo info(Bent bent) {
      return bent.connection.info();
    }
  }

  /** Stands between the user's handler and the real connection, and plays each for the other. */
  static final class Bent implements Connection, ConnectionHandler {
    private final Break fault;
    final ConnectionHandler handler;
    final AtomicInteger state = new AtomicInteger();
    ByteBuffer[] parts = {};
    Connection connection;

    Bent(Break fault, ConnectionHandler handler) {
      this.fault = fault;
      this.handler = handler;
    }

    @Override
    public void onOpen(Connection opened) {
      connection = opened;
      fault.onOpen(this);
    }

    @Override
    public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
      fault.onBytes(this, bytes, endOfFrame);
    }

    @Override
    public void onWritten() {
      fault.onWritten(this);
    }

    @Override
    public void onWake() {
      fault.onWake(this);
    }

    @Override
    public void onClosed(CloseReason reason) {
      fault.onClosed(this, reason);
    }

    @Override
    public ConnectionInfo info() {
      return fault.info(this);
    }

    @Override
    public void demand() {
      fault.demand(this);
    }

    @Override
    public void write(boolean endOfFrame, ByteBuffer... parts) {
      fault.write(this, endOfFrame, parts);
    }

    @Override
    public void wake() {
      fault.wake(this);
    }

    @Override
    public void close() {
      fault.close(this);
    }

    @Override
    public void abort(TransportException reason) {
      fault.abort(this, reason);
    }
  }

  private final Transport sound;
  private final Break fault;

  BrokenTransport(Transport sound, Break fault) {
    this.sound = sound;
    this.fault = fault;
  }

  @Override
  public Set<String> schemes() {
    return sound.schemes();
  }

  @Override
  public TransportConnector connector() {
    TransportConnector connector = sound.connector();
    return new TransportConnector() {
      @Override
      public CompletionStage<Connection> connect(
          Endpoint remote, ConnectOptions options, ConnectionHandler handler) {
        Bent bent = new Bent(fault, handler);
        return view(connector.connect(remote, options, bent).toCompletableFuture(), bent);
      }

      @Override
      public void close() {
        fault.closeConnector(connector);
      }
    };
  }

  /** The same stage with another connection in it; cancelling it cancels the real one. */
  private static CompletableFuture<Connection> view(
      CompletableFuture<Connection> stage, Connection bent) {
    CompletableFuture<Connection> view = new CompletableFuture<>();
    CompletionStage<Connection> real = stage;
    CompletionStage<Connection> shown = view;
    real.whenComplete(
        (opened, failure) -> {
          if (failure != null) {
            view.completeExceptionally(failure);
          } else if (!view.complete(bent)) {
            opened.abort(Failures.onPurpose());
          }
        });
    shown.whenComplete((opened, failure) -> cancel(view, stage));
    return view;
  }

  private static void cancel(CompletableFuture<?> view, CompletableFuture<?> stage) {
    if (view.isCancelled()) {
      stage.cancel(false);
    }
  }

  @Override
  public TransportAcceptor acceptor() {
    TransportAcceptor acceptor = sound.acceptor();
    return new TransportAcceptor() {
      @Override
      public CompletionStage<Binding> bind(
          Endpoint local, BindOptions options, ConnectionHandlerFactory handlers) {
        return acceptor
            .bind(local, options, () -> new Bent(fault, handlers.newHandler()))
            .thenApply(BrokenBinding::new);
      }

      @Override
      public void close() {
        acceptor.close();
      }
    };
  }

  private final class BrokenBinding implements TransportAcceptor.Binding {
    private final TransportAcceptor.Binding binding;

    BrokenBinding(TransportAcceptor.Binding binding) {
      this.binding = binding;
    }

    @Override
    public Endpoint localEndpoint() {
      return binding.localEndpoint();
    }

    @Override
    public void close() {
      fault.closeBinding(binding);
    }
  }

  @Override
  public void close() {
    sound.close();
  }
}
