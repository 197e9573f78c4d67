// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkDecoder;
import org.openmsrp.codec.ResponseTemplate;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Connection;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * One connection with the sessions on it. All its state is confined to the connection's signals, so
 * there are no locks: other threads hand in tasks through {@link #submit}.
 */
final class ConnectionEngine implements ConnectionHandler {

  /** A read of this size shows that the peer sends faster than this side reads. */
  private static final int LARGE_READ = 32 * 1024;

  private final EngineContext context;
  private @Nullable BindingDesk desk;
  private final @Nullable AuthDesk auth;
  private MsrpLogger logger;
  private final ChunkDecoder decoder;
  private final TrafficLog traffic;
  private final InboundDispatcher dispatcher;
  private final Transactions transactions;
  private final ReportWatch reportWatch;
  private final Mailbox mailbox;
  private final ReadGate gate;
  private final EngineClock clock;
  private final Map<String, SessionCore> sessions = new LinkedHashMap<>();
  private final Set<SessionCore> draining = new LinkedHashSet<>();
  private volatile @Nullable Connection connection;
  private @Nullable OutboundScheduler outbound;
  private @Nullable MsrpSyntaxException protocolError;
  private @Nullable SessionEnd ended;
  private @Nullable ResponseTemplate acceptedTemplate;
  private @Nullable MsrpPath acceptedFrom;
  private @Nullable MsrpPath acceptedTo;
  private volatile CompletableFuture<@Nullable Void> leaving =
      CompletableFuture.completedFuture(null);
  private final CompletableFuture<SessionEnd> whenEnded = new CompletableFuture<>();
  private int uses;
  private boolean unbound;
  private boolean closeWhenIdle;
  private boolean closing;
  private boolean closed;

  ConnectionEngine(EngineContext context, @Nullable BindingDesk desk) {
    this.context = context;
    this.desk = desk;
    this.auth = desk == null ? null : desk.auth(this).orElse(null);
    this.logger = context.logger();
    this.decoder = new ChunkDecoder(context.limits().decoder());
    this.traffic = new TrafficLog(this);
    this.dispatcher = new InboundDispatcher(this);
    this.transactions =
        new Transactions(context.timeouts().transaction().toNanos(), context.watch(), this::now);
    this.reportWatch = new ReportWatch(context.timeouts().successReport().toNanos());
    this.mailbox = new Mailbox(logger);
    this.gate = new ReadGate(this);
    this.clock = new EngineClock(this, context.timers());
  }

  // ---- any thread ----

  EngineContext context() {
    return context;
  }

  /** Runs a task in the serial context, soon. */
  void submit(Runnable task) {
    if (mailbox.add(task)) {
      wake();
    }
  }

  /** Makes the engine look again at what it waits for. */
  void wake() {
    Connection open = connection;
    if (open != null) {
      open.wake();
    }
  }

  /**
   * Completes on the callback executor when nothing of an ended session can be lost any more: with
   * the connection if it was the last one on it, else at once.
   */
  CompletionStage<@Nullable Void> leaving() {
    return leaving;
  }

  private void left() {
    CompletableFuture<@Nullable Void> done = leaving;
    if (!done.isDone()) {
      context.callbacks().execute(() -> done.complete(null));
    }
  }

  /** Completes on the callback executor when the connection has ended. */
  CompletionStage<SessionEnd> ended() {
    return whenEnded;
  }

  /** The connection's end; null while it lives; within the serial context. */
  @Nullable SessionEnd end() {
    return ended;
  }

  String newTransactionId() {
    return context.identifiers().transactionId();
  }

  // ---- signals ----

  @Override
  public void onOpen(Connection opened) {
    connection = opened;
    tellOpened(opened.info());
    outbound = new OutboundScheduler(opened, transactions, context, traffic);
    if (desk != null) {
      unbound = true;
      desk.entered(this);
      clock.expectBinding(context.timeouts().incoming());
    }
    afterSignal();
  }

  private void tellOpened(ConnectionInfo info) {
    logger = context.logger().forConnection(info);
    context.watch().connection(() -> new ConnectionEvent.Opened(info));
    logger.debug("the connection is open");
  }

  private void tellClosed(CloseReason reason, SessionEnd end) {
    context.watch().connection(() -> new ConnectionEvent.Closed(connection().info(), reason));
    logger.debug(() -> "the connection has ended: " + end);
  }

  @Override
  public void onBytes(ByteBuffer bytes, boolean endOfFrame) {
    gate.spent();
    context.watch().traffic(MsrpObserver.Direction.IN, bytes.remaining());
    boolean more = bytes.remaining() >= LARGE_READ;
    try {
      decoder.decode(bytes, dispatcher);
      if (endOfFrame && (!decoder.idle() || dispatcher.takeFrames() > 1)) {
        throw new MsrpSyntaxException(
            "a WebSocket message is not one chunk", "RFC 7977 §5.1", decoder.offset());
      }
    } catch (MsrpSyntaxException e) {
      unintelligible(e);
    }
    dispatcher.inputEnded(more);
    // A peer that has begun another chunk does not wait for the answers to those before it.
    if (more && protocolError == null && !decoder.idle() && outbound().onlyFewAnswers()) {
      if (outbound().queuedAnswers() > 0) {
        clock.linger();
      }
      beforeNextSignal();
    } else {
      afterSignal();
    }
  }

  @Override
  public void onWritten() {
    outbound().onWritten(now());
    for (SessionCore session : List.copyOf(draining)) {
      session.checkDrained();
    }
    afterSignal();
  }

  @Override
  public void onWake() {
    afterSignal();
  }

  @Override
  public void onClosed(CloseReason reason) {
    closed = true;
    clock.stop();
    settle();
    if (auth != null) {
      auth.close();
    }
    if (outbound != null) {
      outbound.onClosed();
    }
    SessionEnd end = sessionEnd(reason);
    ended = end;
    tellClosed(reason, end);
    for (Transaction transaction : transactions.clear()) {
      transaction.listener.lost(end);
    }
    for (SessionCore session : new ArrayList<>(sessions.values())) {
      session.finish(end);
    }
    sessions.clear();
    context.callbacks().execute(() -> whenEnded.complete(end));
    mailbox.close();
    left();
  }

  // ---- serial context: sessions ----

  Map<String, SessionCore> sessions() {
    return sessions;
  }

  @Nullable BindingDesk desk() {
    return desk;
  }

  void desk(BindingDesk value) {
    desk = value;
  }

  /** Who answers AUTH; null if nobody does. */
  @Nullable AuthDesk auth() {
    return auth;
  }

  /** Puts a session on this connection. */
  void add(SessionCore session) {
    SessionEnd over = ended;
    if (over != null) {
      session.finish(over);
      return;
    }
    sessions.put(key(session.ownUri()), session);
    traffic.add(session);
    admitted();
    closeWhenIdle = false;
    left();
  }

  /** The peer has shown that it is of use: it is not waited for any more. */
  void admitted() {
    settle();
    clock.bound();
  }

  private void settle() {
    if (unbound && desk != null) {
      unbound = false;
      desk.settled(this);
    }
  }

  /** Others want the room of this connection, which waits for its first session; any thread. */
  void makeRoom() {
    submit(
        () -> {
          if (unbound) {
            String why = "too many connections wait for their session";
            abort(new TransportException(TransportException.Kind.ABORTED, why));
          }
        });
  }

  /** Closes the connection if nothing uses it. */
  void closeUnused() {
    closeWhenIdle = sessions.isEmpty() && uses == 0;
  }

  /** Lets a user in, for the length of the call or until it lets go; false if it is too late. */
  boolean lend(Consumer<ConnectionEngine> user) {
    if (closing || closed || protocolError != null) {
      return false;
    }
    hold();
    user.accept(this);
    release();
    return true;
  }

  /** The connection stays open though it has no session. */
  void hold() {
    uses++;
    closeWhenIdle = false;
  }

  /** Takes a {@link #hold} back. */
  void release() {
    uses--;
    closeUnused();
  }

  /** The session that a URI names, if it is on this connection. */
  @Nullable SessionCore session(MsrpUri uri) {
    return sessions.get(key(uri));
  }

  /** Ends a session; with the last one the connection ends, once everything is written. */
  void endSession(SessionCore session, SessionEnd end) {
    draining.remove(session);
    if (sessions.remove(key(session.ownUri()), session)) {
      closeUnused();
      leaving = closeWhenIdle && !closed ? new CompletableFuture<>() : leaving;
      session.finish(end);
    }
  }

  /** The session ends as soon as everything of it was written: it looks after each write. */
  void watchDraining(SessionCore session) {
    draining.add(session);
  }

  void activate(Outbox outbox) {
    if (outbound != null) {
      outbound.activate(outbox);
    }
  }

  /** A session's receiver was replaced, perhaps in the middle of a request. */
  void rebind(SessionCore session) {
    dispatcher.rebind(session);
  }

  private static String key(MsrpUri uri) {
    return uri.sessionId().orElse("");
  }

  // ---- serial context: answers ----

  /** Answers a request if an answer is wanted (RFC 4975 §7.1.4, §7.2). */
  void answer(RequestHead head, MsrpStatus status) {
    boolean send = head.method().equals(MsrpMethod.SEND);
    boolean wanted =
        send
            ? head.headers().failureReport().wantsResponse(status.success())
            : !head.method().equals(MsrpMethod.REPORT);
    if (wanted && !closed) {
      if (send && status.equals(MsrpStatus.OK)) {
        outbound().answer(accepted(head), head.transactionId());
      } else {
        outbound().answer(head.respond(status));
      }
    }
  }

  /** The 200 to a SEND along these paths; the decoder gives equal paths as the same objects. */
  @SuppressWarnings("ReferenceEquality") // a miss only costs a new template
  private ResponseTemplate accepted(RequestHead head) {
    ResponseTemplate template = acceptedTemplate;
    if (template == null || acceptedFrom != head.fromPath() || acceptedTo != head.toPath()) {
      ResponseHead response = head.respond(MsrpStatus.OK);
      template = ResponseTemplate.of(MsrpStatus.OK, response.toPath(), response.fromPath());
      acceptedTemplate = template;
      acceptedFrom = head.fromPath();
      acceptedTo = head.toPath();
    }
    return template;
  }

  /** Sends a response that is more than a status. */
  void answer(ResponseHead head) {
    if (!closed) {
      outbound().answer(head);
    }
  }

  /** Sends a REPORT. */
  void report(RequestHead head) {
    if (!closed) {
      outbound().answer(head);
    }
  }

  OutboundScheduler outbound() {
    return requireNonNull(outbound, "not open");
  }

  Transactions transactions() {
    return transactions;
  }

  ReportWatch reportWatch() {
    return reportWatch;
  }

  boolean closed() {
    return closed;
  }

  MsrpLogger logger() {
    return logger;
  }

  TrafficLog traffic() {
    return traffic;
  }

  Connection connection() {
    return requireNonNull(connection, "not open");
  }

  // ---- serial context: time and flow ----

  /** The engine's time, which stands still while reading is paused. */
  long now() {
    return clock.now();
  }

  EngineClock clock() {
    return clock;
  }

  /** Something with a deadline has begun. */
  void watch() {
    clock.watchMessages();
  }

  /** Whether a session takes no more messages until its user has caught up. */
  boolean overflowing(SessionCore session) {
    return gate.overflowing(session);
  }

  ReadGate gate() {
    return gate;
  }

  void abort(TransportException reason) {
    connection().abort(reason);
  }

  private void afterSignal() {
    // What was handed in by now goes with the next write, not with the one after it.
    mailbox.drain();
    if (closed) {
      return;
    }
    outbound().flush(now());
    if (closeWhenIdle && outbound().idle()) {
      closing = true;
      connection().close();
      return;
    }
    beforeNextSignal();
  }

  private void beforeNextSignal() {
    if (protocolError == null) {
      gate.readMore();
    }
    clock.arm();
  }

  private void unintelligible(MsrpSyntaxException error) {
    if (protocolError != null) {
      return;
    }
    protocolError = error;
    logger.warn("closing a connection: " + error.getMessage());
    // What was answered before the error is still written.
    SessionEnd end = new SessionEnd.ProtocolError(error);
    for (SessionCore session : List.copyOf(sessions.values())) {
      endSession(session, end);
    }
    closeWhenIdle = true;
  }

  private SessionEnd sessionEnd(CloseReason reason) {
    if (protocolError != null) {
      return new SessionEnd.ProtocolError(protocolError);
    }
    if (reason instanceof CloseReason.Failed failed) {
      return new SessionEnd.ConnectionFailed(failed.cause());
    }
    return reason instanceof CloseReason.LocalClose
        ? new SessionEnd.ClosedLocally()
        : new SessionEnd.ClosedByPeer();
  }
}
