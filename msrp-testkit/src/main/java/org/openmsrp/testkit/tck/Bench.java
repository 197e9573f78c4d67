// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Transport;
import org.openmsrp.domain.port.transport.TransportAcceptor.Binding;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * Where one test takes place: a transport that connects, one that accepts, and the handlers of
 * their connections. When it is closed everything must end and no rule may have been broken.
 */
final class Bench implements AutoCloseable {

  /** How long to look for something that must not happen. */
  private static final Duration GLANCE = Duration.ofMillis(300);

  private static final int LONG = 6;

  private final TckOptions options;
  private final Endpoint listenAt;
  private final Leftovers leftovers;
  private final Transport dialing;
  private final Transport listening;
  private final List<RecordingHandler> handlers = new CopyOnWriteArrayList<>();
  private final ConcurrentLinkedQueue<RecordingHandler> nextInbound = new ConcurrentLinkedQueue<>();
  private final List<TransportException> rejected = new CopyOnWriteArrayList<>();
  private UnaryOperator<ConnectOptions> connectWith = UnaryOperator.identity();
  private UnaryOperator<BindOptions> bindWith = UnaryOperator.identity();
  private @Nullable Binding binding;

  Bench(TransportUnderTest subject) {
    this.options = subject.options();
    this.listenAt = subject.listenEndpoint();
    this.leftovers = Leftovers.before(options);
    this.dialing = subject.newTransport();
    this.listening = subject.newTransport();
  }

  /** Changes the options of the connections that follow. */
  Bench connectWith(UnaryOperator<ConnectOptions> change) {
    connectWith = change;
    return this;
  }

  /** Changes the options of the binding; before the first connection. */
  Bench bindWith(UnaryOperator<BindOptions> change) {
    bindWith = change;
    return this;
  }

  /** Gives both sides a read buffer of a size. */
  Bench readBuffer(int octets) {
    connectWith = o -> o.withSocket(o.socket().withReadBufferSize(octets));
    bindWith = o -> o.withSocket(o.socket().withReadBufferSize(octets));
    return this;
  }

  /** Gives both sides a close timeout. */
  Bench closeTimeout(Duration timeout) {
    connectWith = o -> o.withCloseTimeout(timeout);
    bindWith = o -> o.withCloseTimeout(timeout);
    return this;
  }

  void require(Capability capability) {
    String reason = options.missing(capability).orElse("");
    assumeTrue(options.missing(capability).isEmpty(), () -> capability + ": " + reason);
  }

  Endpoint listenAt() {
    return listenAt;
  }

  TckOptions options() {
    return options;
  }

  Transport dialing() {
    return dialing;
  }

  Transport listening() {
    return listening;
  }

  /** What died before it opened on the accepting side. */
  List<TransportException> rejected() {
    return List.copyOf(rejected);
  }

  RecordingHandler handler(String name) {
    RecordingHandler handler = new RecordingHandler(name);
    handlers.add(handler);
    return handler;
  }

  /** The binding that all connections of this bench go to. */
  Binding binding() {
    Binding bound = binding;
    if (bound == null) {
      bound =
          await(listening.acceptor().bind(listenAt, bindWith.apply(options.bind()), new Inbound()));
      binding = bound;
    }
    return bound;
  }

  private final class Inbound implements ConnectionHandlerFactory {
    @Override
    public ConnectionHandler newHandler() {
      RecordingHandler next = nextInbound.poll();
      return next == null ? handler("unexpected") : next;
    }

    @Override
    public void onRejected(Endpoint remote, TransportException cause) {
      rejected.add(cause);
    }
  }

  /** The next connection that is accepted gets this handler. */
  void expect(RecordingHandler server) {
    nextInbound.add(server);
  }

  CompletionStage<Connection> dial(Endpoint remote, ConnectionHandler client) {
    return dialing.connector().connect(remote, connectWith.apply(options.connect()), client);
  }

  /** A connection between two new handlers that ask for nothing by themselves. */
  Ends open() {
    return open(handler("client"), handler("server"));
  }

  Ends open(RecordingHandler client, RecordingHandler server) {
    Endpoint remote = binding().localEndpoint();
    expect(server);
    await(dial(remote, client));
    await("the server's onOpen", server, () -> server.opens() > 0);
    return new Ends(this, client, server);
  }

  <T> T await(CompletionStage<T> stage) {
    CompletableFuture<T> future = stage.toCompletableFuture();
    drive(future::isDone, options.patience());
    try {
      return future.get(options.patience().toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException failed) {
      throw new CompletionException(failed.getCause());
    } catch (TimeoutException late) {
      return fail("stage not complete in " + options.patience() + "; " + handlers);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return fail("interrupted");
    }
  }

  /** Waits for a stage to fail. */
  TransportException awaitFailure(CompletionStage<?> stage) {
    CompletableFuture<TransportException> failure = new CompletableFuture<>();
    stage.whenComplete((value, thrown) -> failure.complete(transportException(thrown)));
    return await(failure);
  }

  private static TransportException transportException(@Nullable Throwable thrown) {
    if (thrown instanceof TransportException failure) {
      return failure;
    }
    return new TransportException(
        TransportException.Kind.PROTOCOL_VIOLATION,
        "the stage should have failed with a TransportException, but ended with " + thrown);
  }

  /** Waits for something that must happen. */
  void await(String what, RecordingHandler handler, BooleanSupplier condition) {
    await(what, handler, condition, options.patience());
  }

  /** Waits for something that must happen and takes many signals. */
  void awaitLong(String what, RecordingHandler handler, BooleanSupplier condition) {
    await(what, handler, condition, options.patience().multipliedBy(LONG));
  }

  private void await(
      String what, RecordingHandler handler, BooleanSupplier condition, Duration patience) {
    drive(condition, patience);
    if (!handler.await(condition, patience)) {
      fail("waited in vain for " + what + ": " + handlers + violations());
    }
  }

  CloseReason awaitClosed(RecordingHandler handler) {
    await("onClosed", handler, () -> handler.closeReason().isPresent());
    return handler.closeReason().orElseThrow();
  }

  /** Looks for a moment whether something happens that must not. */
  void never(String what, RecordingHandler handler, BooleanSupplier condition) {
    assertThat(glance(handler, condition)).as("%s: %s", what, handlers).isFalse();
  }

  /** Waits until a count has not grown for a moment, or has reached a limit. */
  void awaitStandstill(RecordingHandler handler, LongSupplier count, long limit) {
    long before;
    do {
      before = count.getAsLong();
    } while (before < limit && grows(handler, count, before));
  }

  private boolean grows(RecordingHandler handler, LongSupplier count, long before) {
    return glance(handler, () -> count.getAsLong() > before);
  }

  private boolean glance(RecordingHandler handler, BooleanSupplier condition) {
    if (options.driver().isEmpty()) {
      return handler.await(condition, GLANCE);
    }
    for (int i = 0; i < 1000 && !condition.getAsBoolean(); i++) {
      options.driver().get().run();
    }
    return condition.getAsBoolean();
  }

  /** Looks for a moment whether a future completes that must not. */
  static boolean completesAtAGlance(CompletableFuture<?> future) {
    try {
      future.get(GLANCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException hasNot) {
      return false;
    } catch (ExecutionException | InterruptedException unexpected) {
      throw new IllegalStateException(unexpected);
    }
  }

  private void drive(BooleanSupplier condition, Duration patience) {
    if (options.driver().isPresent()) {
      Runnable step = options.driver().get();
      long deadline = System.nanoTime() + patience.toNanos();
      while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
        step.run();
      }
    }
  }

  boolean driven() {
    return options.driver().isPresent();
  }

  private List<String> violations() {
    return handlers.stream().flatMap(handler -> handler.violations().stream()).toList();
  }

  @Override
  public void close() {
    dialing.close();
    listening.close();
    assertThat(violations()).as("%s", handlers).isEmpty();
    for (RecordingHandler handler : handlers) {
      assertThat(handler.closeReason().isPresent())
          .as("T4.3 exactly one onClosed for each onOpen: %s", handler)
          .isEqualTo(handler.opens() > 0);
      assertThat(handler.firstDifference()).as("T2.4 first octet that differs").isEqualTo(-1);
    }
    leftovers.check();
  }
}
