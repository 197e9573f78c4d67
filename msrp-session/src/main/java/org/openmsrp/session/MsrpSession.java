// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.MsrpHeadersBuilder;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.port.transport.ConnectionInfo;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * A session at the level of messages: sends texts and files, and hands what arrives to a {@link
 * SessionHandler}. Safe for use by many threads; no method blocks.
 */
public final class MsrpSession implements AutoCloseable {

  private final SessionCore core;
  private final PeerOffer offer;
  private final ReportRequest defaultReports;
  private final AtomicBoolean closing = new AtomicBoolean();
  private final CompletableFuture<SessionEnd> ended = new CompletableFuture<>();

  MsrpSession(SessionCore core, PeerOffer offer, ReportRequest defaultReports) {
    this.core = core;
    this.offer = offer;
    this.defaultReports = defaultReports;
  }

  /**
   * Puts a session on a channel.
   *
   * @param channel a bound channel; nothing else may read from it any more
   * @return a builder
   */
  public static MsrpSessionBuilder builder(MsrpChannel channel) {
    return new MsrpSessionBuilder(channel);
  }

  void start(SessionHandler handler, AcceptTypes acceptTypes, ReportPolicy reports) {
    SessionHandler watched = new EndWatcher(handler, ended);
    core.engine()
        .submit(
            () -> {
              MessageReceiver receiver = new MessageReceiver(core, watched, acceptTypes, reports);
              ChunkReceiver before = core.receiver();
              core.receiver(receiver);
              if (before instanceof ChannelReceiver channel) {
                channel.handOver(receiver);
              }
              core.engine().rebind(core);
            });
  }

  void watch(Optional<Duration> keepAlive, Optional<Duration> idle) {
    if (keepAlive.isPresent() || idle.isPresent()) {
      core.engine().submit(() -> core.watchLiveness(new Liveness(core, keepAlive, idle)));
    }
  }

  /**
   * What the log calls this session: no secret, and the same in all its events.
   *
   * @return an id that is unique within the stack
   */
  public String correlationId() {
    return core.correlationId();
  }

  /**
   * The own path, as it was given to the peer.
   *
   * @return the path
   */
  public MsrpPath localPath() {
    return core.localPath();
  }

  /**
   * The peer's path.
   *
   * @return the To-Path of what is sent
   */
  public MsrpPath remotePath() {
    return core.remotePath();
  }

  /**
   * Facts about the connection.
   *
   * @return addresses, transport, TLS
   */
  public ConnectionInfo connection() {
    return core.engine().connection().info();
  }

  /**
   * Where the session is in its life.
   *
   * @return a snapshot
   */
  public SessionState state() {
    SessionEnd end = core.end();
    if (end != null) {
      return new SessionState.Closed(end);
    }
    return closing.get() ? new SessionState.Closing() : new SessionState.Active();
  }

  /**
   * Whether the peer wants every message in a CPIM wrapper: {@code message/cpim} is the first of
   * {@link MsrpSessionBuilder#peerAcceptTypes} (RFC 4975 §13). Gateways are such peers. The session
   * wraps nothing by itself, since only the user knows who speaks; see {@link
   * OutgoingMessage#cpim}.
   *
   * @return true if it does
   */
  public boolean prefersCpim() {
    return offer.prefersCpim();
  }

  /**
   * Sends a text.
   *
   * @param text any text, sent as {@code text/plain} in UTF-8
   * @return what became of it; see {@link Transfer#delivery()}
   * @throws MsrpSessionException if the session is closed, or its queue is full
   */
  public CompletionStage<Delivery> send(String text) {
    return send(OutgoingMessage.text(text)).delivery();
  }

  /**
   * Sends a message.
   *
   * @param message the message
   * @return the message on its way
   * @throws MsrpSessionException if the session is closed, its queue is full, or the peer does not
   *     take such a message
   */
  public Transfer send(OutgoingMessage message) {
    ReportRequest reports = effective(message.reports());
    MsrpHeaders headers =
        headers(message.contentType(), message.messageId(), reports, message.headers());
    offer.require(message.contentType(), message.body().size());
    MemorySource source = new MemorySource(message.body());
    return start(reports, headers, source, 0, message.body().size());
  }

  /**
   * Sends a file, octet by octet from disk.
   *
   * @param file the file
   * @return the file on its way; a file that can't be read ends as {@link Delivery.Aborted}
   * @throws MsrpSessionException if the session is closed, its queue is full, or the peer does not
   *     take such a file
   */
  public Transfer send(OutgoingFile file) {
    ReportRequest reports = effective(file.reports());
    MsrpHeaders headers = headers(file.contentType(), file.messageId(), reports, file.headers());
    offer.require(file.contentType(), file.size());
    EngineContext context = core.engine().context();
    FileSource source =
        new FileSource(file, context.buffers(), context.blocking(), core.engine()::wake);
    Transfer transfer = start(reports, headers, source, file.position(), 0);
    source.start();
    return transfer;
  }

  /**
   * Sends a message and fails if it does not get as far as was asked for.
   *
   * @param message the message
   * @return completes with a successful fate; fails with {@link MsrpSessionException} of kind
   *     {@code NOT_DELIVERED} otherwise
   * @throws MsrpSessionException if the session is closed, or its queue is full
   */
  public CompletionStage<Delivery> deliver(OutgoingMessage message) {
    return send(message).delivery().thenApply(MsrpSession::requireSuccess);
  }

  /**
   * Sends a chunk of the user's own making.
   *
   * @param chunk a request, for example from {@link MsrpChannel#newSend()}
   * @return how its transaction ended: what the peer answered, or after {@link
   *     MsrpTimeouts#transaction()} 408 if an answer was due, else 200. A chunk that asks for no
   *     answer ends with 200 when it was written
   * @throws MsrpSessionException if the session is closed, or its queue is full
   * @throws org.openmsrp.domain.MsrpSyntaxException if the body holds the chunk's own end-line
   */
  public CompletionStage<TransactionResult> send(MsrpRequest chunk) {
    requireOpen();
    ChunkTransaction transaction = new ChunkTransaction(core, chunk);
    core.engine().submit(transaction::start);
    return transaction.result();
  }

  /**
   * Limits how fast the content of messages is sent, all messages of this session together. Chat
   * goes ahead: a message of at most 16 KiB is not held back, but counts. Answers don't count.
   *
   * @param octetsPerSecond at least 1; {@link Long#MAX_VALUE}, as at the beginning, for no limit
   */
  public void limitRate(long octetsPerSecond) {
    if (octetsPerSecond < 1) {
      throw new IllegalArgumentException("not a rate: " + octetsPerSecond);
    }
    core.limitRate(octetsPerSecond);
  }

  /**
   * Asks for a nickname (RFC 7701 §7.1).
   *
   * @param nickname the wish; {@link Nickname#NONE} removes the present one
   * @return completes with the answer: 200, 403, 424, 425, or 408 if none came
   * @throws MsrpSessionException if the session is closed
   */
  public CompletionStage<MsrpStatus> nickname(Nickname nickname) {
    MsrpRequest request =
        MsrpRequest.builder(
                MsrpMethod.NICKNAME,
                core.engine().newTransactionId(),
                core.toPath(),
                core.fromPath())
            .header(HeaderName.USE_NICKNAME, nickname)
            .build();
    return send(request).thenApply(TransactionResult::status);
  }

  /**
   * Completes when the session has ended.
   *
   * @return how it ended
   */
  public CompletionStage<SessionEnd> ended() {
    return ended;
  }

  /**
   * Ends the session in order: no new message is taken, those that were taken go to their end, late
   * answers are still heard; what is left after {@link MsrpTimeouts#close()} is lost. Idempotent.
   */
  @Override
  public void close() {
    shutdown(core.engine().context().timeouts().close());
  }

  /**
   * Ends the session in order within a time: what has arrived is shown, what was taken for sending
   * goes to its end, late answers are still heard.
   *
   * @param timeout how long that may take; positive
   * @return completes with the end of the session when it can't lose anything any more: all of it
   *     was handed to the operating system, and the connection was closed if this was the last
   *     session on it. The stack may be closed then. Completes at the latest when the session has
   *     ended and the time is over
   */
  public CompletionStage<SessionEnd> shutdown(Duration timeout) {
    ConnectionEngine engine = core.engine();
    Runnable end = () -> engine.endSession(core, new SessionEnd.ClosedLocally());
    if (closing.compareAndSet(false, true)) {
      // Behind the calls that are due: what they report or send comes before the end.
      core.callbacks().execute(() -> engine.submit(() -> core.whenDrained(end)));
    }
    CompletableFuture<@Nullable Void> late = new CompletableFuture<>();
    Timers.Timer limit =
        engine
            .context()
            .timers()
            .schedule(
                timeout,
                () -> {
                  engine.submit(end);
                  engine.context().callbacks().execute(() -> late.complete(null));
                });
    return ended
        .thenCompose(how -> engine.leaving().applyToEither(late, gone -> how))
        .whenComplete((how, failure) -> limit.cancel());
  }

  private ReportRequest effective(ReportRequest wanted) {
    return wanted.equals(ReportRequest.DEFAULT) ? defaultReports : wanted;
  }

  private Transfer start(
      ReportRequest reports, MsrpHeaders headers, ContentSource source, long position, int weight) {
    requireOpen();
    core.reserve(weight);
    String messageId = headers.messageId().orElseThrow();
    OutboundMessage message =
        new OutboundMessage(core, offer, messageId, reports, headers, source, position, weight);
    core.engine().submit(() -> core.send(message));
    return message;
  }

  private MsrpHeaders headers(
      MediaType type, Optional<String> messageId, ReportRequest reports, List<Header<?>> more) {
    MsrpHeadersBuilder headers = MsrpHeaders.builder();
    headers.set(
        HeaderName.MESSAGE_ID,
        messageId.orElseGet(() -> core.engine().context().identifiers().messageId()));
    if (reports.success() == SuccessReport.YES) {
      headers.set(HeaderName.SUCCESS_REPORT, reports.success());
    }
    if (reports.failure() != ReportRequest.DEFAULT.failure()) {
      headers.set(HeaderName.FAILURE_REPORT, reports.failure());
    }
    more.forEach(headers::add);
    return headers.set(HeaderName.CONTENT_TYPE, type).build();
  }

  private void requireOpen() {
    SessionEnd end = core.end();
    if (end != null) {
      throw MsrpChannel.closed(end);
    }
    if (closing.get()) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.CLOSED, "the session is being closed");
    }
  }

  private static Delivery requireSuccess(Delivery delivery) {
    if (!delivery.successful()) {
      throw new MsrpSessionException(
          MsrpSessionException.Kind.NOT_DELIVERED, "the message was not delivered: " + delivery);
    }
    return delivery;
  }
}
