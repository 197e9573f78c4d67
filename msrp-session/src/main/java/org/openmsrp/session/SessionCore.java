// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.SendHeadTemplate;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.port.logging.MsrpLogger;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * One session on one connection: paths, what it sends and who takes what arrives. Confined to the
 * connection's serial context but for the counters of its windows.
 */
final class SessionCore {

  /** What a message or request that waits for the user takes besides its octets, roughly. */
  static final int CALL_COST = 512;

  private final ConnectionEngine engine;
  private final SessionPaths paths;
  private ChunkPolicy chunkPolicy;
  private final long number;
  private @Nullable Liveness liveness;
  private final SerialExecutor callbacks;
  private final SerialExecutor results;
  private final MsrpLogger logger;

  /** Null until it is limited. */
  private volatile @Nullable SendRate rate;

  private final Outbox outbox = new Outbox();

  /** What was sent and has no known fate yet, by Message-ID. */
  private Map<String, OutboundMessage> unsettled = Map.of();

  private @Nullable RecentMap<Boolean> remembered;
  private final AtomicLong queuedOctets = new AtomicLong();
  private final AtomicInteger queuedMessages = new AtomicInteger();
  private final AtomicLong untaken = new AtomicLong();
  private final AtomicLong inMemory = new AtomicLong();

  private @Nullable SendHeadTemplate sendTemplate;
  private ChunkReceiver receiver;
  private boolean established;
  private boolean ended;
  private boolean binding;
  private String bindingMessageId = "";
  private volatile @Nullable SessionEnd end;
  private @Nullable Runnable whenDrained;
  private Runnable whenOver = () -> {};
  private volatile String answeredBinding = "";

  SessionCore(
      ConnectionEngine engine, MsrpPath localPath, MsrpPath remotePath, SessionSettings settings) {
    this.engine = engine;
    this.paths = new SessionPaths(localPath, remotePath, settings.matching());
    this.chunkPolicy = settings.chunkPolicy();
    this.number = engine.context().sessionNumbers().incrementAndGet();
    this.logger =
        settings.logger().forConnection(engine.connection().info()).forSession(correlationId());
    this.callbacks = new SerialExecutor(engine.context().callbacks(), logger);
    this.results = new SerialExecutor(engine.context().callbacks(), logger);
    this.receiver = new ChannelReceiver(this);
  }

  ConnectionEngine engine() {
    return engine;
  }

  SessionPaths paths() {
    return paths;
  }

  MsrpPath localPath() {
    return paths.local();
  }

  /** The peer's path as both sides agreed on it. */
  MsrpPath remotePath() {
    return paths.remote();
  }

  /** The To-Path of what is sent. */
  MsrpPath toPath() {
    return paths.to();
  }

  /** The part of a SEND's head that is the same for all of them, until a {@link #reroute}. */
  SendHeadTemplate sendTemplate() {
    SendHeadTemplate template = sendTemplate;
    if (template == null) {
      template = SendHeadTemplate.of(paths.to(), paths.from());
      sendTemplate = template;
    }
    return template;
  }

  /** The From-Path of what is sent. */
  MsrpPath fromPath() {
    return paths.from();
  }

  MsrpUri ownUri() {
    return paths.own();
  }

  ChunkPolicy chunkPolicy() {
    return chunkPolicy;
  }

  /**
   * A message failed in a way that large chunks may have caused: somebody on the way did not answer
   * them (408) or did not want them (400, 413).
   */
  void adaptChunks(MsrpStatus status) {
    if (status.code() == MsrpStatus.TIMEOUT.code()
        || status.code() == MsrpStatus.BAD_REQUEST.code()
        || status.code() == MsrpStatus.STOP_SENDING.code()) {
      chunkPolicy = chunkPolicy.smaller();
    }
  }

  /** What the log calls this session; not a secret, as its session id is. */
  String correlationId() {
    return "session-" + number;
  }

  /** Limits how fast messages may be sent, from any thread. */
  synchronized void limitRate(long octetsPerSecond) {
    SendRate present = rate;
    if (present == null) {
      present = new SendRate(engine.context().timers(), engine::wake);
      rate = present;
    }
    present.limit(octetsPerSecond);
  }

  /** Whether the rate lets octets of long messages go now; if not, a wake-up comes. */
  boolean rateReady() {
    SendRate present = rate;
    return present == null || present.ready();
  }

  /** How many octets the rate lets go now. */
  int rateAllowance(int wanted) {
    SendRate present = rate;
    return present == null ? wanted : present.allowance(wanted);
  }

  /** Octets were sent. */
  void rateSpent(int octets) {
    SendRate present = rate;
    if (present != null) {
      present.spent(octets);
    }
  }

  /** Calls the user's handler. */
  SerialExecutor callbacks() {
    return callbacks;
  }

  /** Completes the user's stages: a handler may wait for one without standing in its way. */
  SerialExecutor results() {
    return results;
  }

  /** Calls the user's handler; what waits for it counts against the session's window. */
  void callHandler(int octets, Runnable call) {
    int cost = octets + CALL_COST;
    addUntaken(cost);
    callbacks.execute(
        () -> {
          try {
            call.run();
          } finally {
            taken(cost);
          }
        });
  }

  MsrpLogger logger() {
    return logger;
  }

  ChunkReceiver receiver() {
    return receiver;
  }

  /** The session's end, from any thread; null while it lives. */
  @Nullable SessionEnd end() {
    return end;
  }

  /** Whether this side has sent its binding request and waits for the answer. */
  boolean binding() {
    return binding;
  }

  void binding(boolean value) {
    binding = value;
  }

  /**
   * The id of the binding request: a relay has accepted it, and may report that the peer did not.
   */
  void bindingMessageId(String value) {
    bindingMessageId = value;
  }

  /** The session is bound: its channel is about to be given to the user. */
  MsrpChannel establish() {
    established = true;
    engine.context().watch().session(() -> new SessionEvent.Bound(correlationId()));
    logger.debug("the session is bound");
    return new MsrpChannel(this);
  }

  /** A binding request with a body is answered by the engine, whoever reads it. */
  void answeredBinding(String transactionId) {
    answeredBinding = transactionId;
  }

  /** Whether the engine itself answers this request; from any thread. */
  boolean answersItself(String transactionId) {
    return answeredBinding.equals(transactionId);
  }

  /** The action runs once the session is over. */
  void whenOver(Runnable action) {
    whenOver = action;
  }

  void receiver(ChunkReceiver taker) {
    receiver = taker;
  }

  void reroute(MsrpPath local, MsrpPath remote) {
    paths.reroute(local, remote);
    sendTemplate = null;
  }

  // ---- sending ----

  /** Reserves room in the queue; called from any thread. */
  void reserve(int octets) {
    MsrpLimits limits = engine.context().limits();
    int messages = queuedMessages.incrementAndGet();
    long total = queuedOctets.addAndGet(octets);
    boolean tooMuch = total > limits.outboundOctets() && messages > 1;
    if (tooMuch || messages > limits.outboundMessages()) {
      unreserve(octets);
      throw new MsrpSessionException(
          MsrpSessionException.Kind.QUEUE_FULL,
          "the session has " + (messages - 1) + " messages in flight");
    }
  }

  /** Gives room back; within the serial context. */
  void release(int octets) {
    unreserve(octets);
    checkDrained();
  }

  private void unreserve(int octets) {
    queuedMessages.decrementAndGet();
    queuedOctets.addAndGet(-octets);
  }

  /** Watches from now on whether the session lives and is of use. */
  void watchLiveness(Liveness watch) {
    liveness = watch;
    engine.clock().watchLiveness(watch.check());
  }

  @Nullable Liveness liveness() {
    return liveness;
  }

  /** Something of the peer came. */
  void heard() {
    if (liveness != null) {
      liveness.heard();
    }
  }

  /** Whether something is under way. */
  boolean busy() {
    return queuedMessages.get() > 0 || untaken.get() > 0;
  }

  void send(OutboundMessage message) {
    if (liveness != null) {
      liveness.used();
    }
    engine.context().watch().message(() -> new MessageEvent.Queued(message.total()));
    SessionEnd over = end;
    if (over != null) {
      message.lost(over);
      return;
    }
    if (unsettled.isEmpty()) {
      // An idle session has no map.
      unsettled = new LinkedHashMap<>();
    }
    if (unsettled.putIfAbsent(message.messageId(), message) == null) {
      enqueue(message);
    } else {
      message.stop(new Delivery.Aborted("a message with this id is already under way"));
    }
  }

  void enqueue(OutboundItem item) {
    SessionEnd over = end;
    if (over != null) {
      item.lost(over);
      return;
    }
    outbox.add(item);
    engine.activate(outbox);
  }

  /** A message's fate is known. */
  void settled(OutboundMessage message) {
    if (!unsettled.isEmpty()) {
      unsettled.remove(message.messageId(), message);
    }
    remember(message.messageId());
    release(message.weight());
  }

  /** Reports about this message are passed on from now on, though nothing waits for them. */
  void remember(String messageId) {
    remembered = RecentMap.with(remembered, messageId, Boolean.TRUE);
  }

  /** A REPORT came. One about an unknown message is ignored (RFC 4975 §7.1.2). */
  void onReport(RequestHead head) {
    String messageId = head.headers().messageId().orElse("");
    ReportStatus status = head.headers().status().orElse(null);
    if (status == null || status.namespace() != 0) {
      return;
    }
    if (messageId.equals(bindingMessageId)) {
      failedBy(status.status());
      return;
    }
    OutboundMessage message = unsettled.get(messageId);
    if (message == null && RecentMap.find(remembered, messageId) == null) {
      return;
    }
    lateReport(new MessageReport(messageId, status.status(), head.headers().byteRange()));
    if (message != null && status.success()) {
      message.confirmed(head.headers().byteRange().orElse(null));
    } else if (message != null) {
      message.refused(status.status());
    }
    failedBy(status.status());
  }

  /**
   * A failure report that octets did not get through, or that there is no session, means that the
   * session has failed (RFC 4975 §7.3.2). One that the content is not wanted concerns its message.
   */
  private void failedBy(MsrpStatus status) {
    if (status.code() == MsrpStatus.TIMEOUT.code()) {
      engine.endSession(this, new SessionEnd.Refused(status));
    } else if (!status.success()) {
      refusedBy(status);
    }
  }

  void lateReport(MessageReport report) {
    if (!ended) {
      receiver.onReport(report);
    }
  }

  /** A refusal that ends more than one message (RFC 4975 §10.8, §10.10). */
  void refusedBy(MsrpStatus status) {
    if (status.code() == MsrpStatus.NO_SUCH_SESSION.code()
        || status.code() == MsrpStatus.SESSION_IN_USE.code()) {
      engine.endSession(this, new SessionEnd.Refused(status));
    }
  }

  // ---- receiving ----

  /** Octets that arrived and wait for the user. */
  void addUntaken(int octets) {
    untaken.addAndGet(octets);
  }

  /** The user took octets; called from any thread. */
  void taken(int octets) {
    long left = untaken.addAndGet(-octets);
    int low = engine.context().limits().inboundWindow() / 2;
    if (left <= low && left + octets > low) {
      engine.wake();
    }
  }

  /** What one more incoming message may take of the memory. */
  MemoryAllowance memoryAllowance() {
    MsrpLimits limits = engine.context().limits();
    return new MemoryAllowance(limits.messageInMemory(), limits.sessionInMemory(), inMemory);
  }

  boolean windowFull() {
    return untaken.get() >= engine.context().limits().inboundWindow();
  }

  boolean windowLow() {
    return untaken.get() <= engine.context().limits().inboundWindow() / 2;
  }

  // ---- ending ----

  /** Runs the action when everything queued was written and settled. */
  void whenDrained(Runnable action) {
    whenDrained = action;
    engine.watchDraining(this);
    checkDrained();
  }

  void checkDrained() {
    Runnable action = whenDrained;
    if (action != null && queuedMessages.get() == 0 && outbox.drained()) {
      whenDrained = null;
      action.run();
    }
  }

  private void tellEnd(SessionEnd reason) {
    if (established) {
      engine.context().watch().session(() -> new SessionEvent.Ended(correlationId(), reason));
      logger.debug(() -> "the session has ended: " + reason);
    }
  }

  /** The session is over; idempotent. */
  void finish(SessionEnd reason) {
    if (ended) {
      return;
    }
    ended = true;
    end = reason;
    tellEnd(reason);
    outbox.lose(reason);
    for (OutboundMessage message : List.copyOf(unsettled.values())) {
      message.sessionEnded(reason);
    }
    // Before the user hears of the end: the session id can be expected again then.
    whenOver.run();
    receiver.onClosed(reason);
    Runnable action = whenDrained;
    whenDrained = null;
    if (action != null) {
      action.run();
    }
  }
}
