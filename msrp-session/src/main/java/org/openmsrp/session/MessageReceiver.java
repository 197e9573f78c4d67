// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Makes messages of the chunks of a session, answers each chunk and reports on messages. Confined
 * to the connection's serial context.
 */
final class MessageReceiver implements ChunkReceiver {

  /** No real message has an octet this far out; sums with it can't overflow. */
  static final long FARTHEST = Long.MAX_VALUE / 2;

  private final SessionCore session;
  private final SessionHandler handler;
  private final AcceptTypes acceptTypes;
  private final ReportPolicy reportPolicy;

  /** Those that are not complete. An idle session has no map. */
  private Map<String, InboundMessage> messages = Map.of();

  private @Nullable RecentMap<MsrpStatus> refused;
  private @Nullable RecentMap<Boolean> completed;

  private @Nullable RequestHead chunk;
  private @Nullable InboundMessage current;
  private boolean answered;
  private boolean answeredBefore;
  private @Nullable MsrpStatus owed;
  private long bodyOctets;

  MessageReceiver(
      SessionCore session,
      SessionHandler handler,
      AcceptTypes acceptTypes,
      ReportPolicy reportPolicy) {
    this.reportPolicy = reportPolicy;
    this.session = session;
    this.handler = handler;
    this.acceptTypes = acceptTypes;
  }

  SessionCore session() {
    return session;
  }

  ReportPolicy reportPolicy() {
    return reportPolicy;
  }

  Reporter reporter() {
    return new Reporter(session);
  }

  @Override
  public void onRequest(RequestHead head, boolean wasAnswered) {
    chunk = head;
    current = null;
    answered = wasAnswered;
    answeredBefore = wasAnswered;
    owed = null;
    bodyOctets = 0;
    if (head.method().equals(MsrpMethod.SEND)) {
      onSend(head);
    } else if (head.method().equals(MsrpMethod.REPORT)) {
      session.onReport(head);
    } else if (head.method().equals(MsrpMethod.NICKNAME)) {
      onNickname(head);
    } else {
      answer(MsrpStatus.UNKNOWN_METHOD);
    }
  }

  @Override
  public void onBody(ByteBuffer octets) {
    bodyOctets += octets.remaining();
    if (current != null) {
      current.append(octets);
    }
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    InboundMessage message = current;
    if (message != null) {
      endChunk(message, flag);
    } else if (flag != ContinuationFlag.MORE) {
      giveUp(flag);
    }
    reportOwed();
    current = null;
    chunk = null;
  }

  private void endChunk(InboundMessage message, ContinuationFlag flag) {
    boolean over = message.endChunk(flag);
    MsrpStatus refusal = message.refusal();
    answer(refusal == null ? MsrpStatus.OK : refusal);
    if (over) {
      over(message);
    }
  }

  private void forgetRefusal(String id) {
    if (refused != null) {
      refused.remove(id);
    }
  }

  private @Nullable InboundMessage forget(String id) {
    InboundMessage message = messages.isEmpty() ? null : messages.remove(id);
    if (messages.isEmpty()) {
      messages = Map.of();
    }
    return message;
  }

  /** Nothing more of the message is expected. */
  void over(InboundMessage message) {
    forget(message.messageId());
    forgetRefusal(message.messageId());
  }

  /** The peer ends a message that was refused, or that a bodiless chunk gives up. */
  private void giveUp(ContinuationFlag flag) {
    String id = chunk == null ? "" : chunk.headers().messageId().orElse("");
    forgetRefusal(id);
    InboundMessage message = flag == ContinuationFlag.ABORTED ? forget(id) : null;
    if (message != null) {
      message.fail("the peer gave the message up");
    }
  }

  @Override
  public void onResponse(ResponseHead head) {
    session.logger().debug(() -> "response " + head.status().code() + " to an unknown transaction");
  }

  @Override
  public void onInputEnd(boolean more) {
    if (current != null) {
      current.heard(session.engine().now());
    }
    for (InboundMessage message : messages.values()) {
      message.onInputEnd(more);
    }
  }

  @Override
  public void onOverflow() {
    for (InboundMessage message : List.copyOf(messages.values())) {
      message.refuse(MsrpStatus.STOP_SENDING);
    }
  }

  @Override
  public long expire(long now) {
    long patience = session.engine().context().timeouts().incompleteMessage().toNanos();
    long next = Long.MAX_VALUE;
    for (InboundMessage message : new ArrayList<>(messages.values())) {
      long deadline = message.lastActivity() + patience;
      if (deadline - now > 0) {
        next = Math.min(next, deadline - now);
      } else if (message == current) {
        // Its chunk has begun and stopped in the middle.
        message.refuse(MsrpStatus.STOP_SENDING);
      } else {
        forget(message.messageId());
        message.fail("no further chunk came in time");
      }
    }
    return next;
  }

  @Override
  public void onClosed(SessionEnd end) {
    for (InboundMessage message : messages.values()) {
      message.fail(
          MsrpSessionException.ended(
              MsrpSessionException.Kind.INCOMPLETE, "the session ended", end));
    }
    messages = Map.of();
    current = null;
    session.callbacks().execute(() -> handler.onClosed(end));
  }

  @Override
  public void onReport(MessageReport report) {
    if (session.engine().overflowing(session)) {
      session.logger().warn("a report was dropped: the handler has not taken those before");
    } else {
      session.callHandler(0, () -> handler.onReport(report));
    }
  }

  // ---- chunks ----

  private void onSend(RequestHead head) {
    if (head.headers().contentType().isEmpty()) {
      answer(MsrpStatus.OK);
      return;
    }
    long from = firstOctet(head);
    String id = head.headers().messageId().orElse(null);
    if (id == null || from > FARTHEST) {
      answer(MsrpStatus.BAD_REQUEST);
      return;
    }
    MsrpStatus refusal = RecentMap.find(refused, id);
    InboundMessage message = refusal == null ? find(id, head) : null;
    if (message != null) {
      current = message;
      message.beginChunk(from, session.engine().now());
    } else if (refusal != null) {
      answer(refusal);
    }
  }

  private static long firstOctet(RequestHead head) {
    return head.headers().byteRange().map(range -> range.start() - 1).orElse(0L);
  }

  /** The message that a chunk belongs to; null if the chunk was refused. */
  private @Nullable InboundMessage find(String id, RequestHead head) {
    InboundMessage message = messages.get(id);
    if (message != null) {
      return message;
    }
    Optional<MsrpStatus> refusal = refusal(head);
    if (refusal.isPresent()) {
      refused = RecentMap.with(refused, id, refusal.get());
      observe(() -> new MessageEvent.Incomplete(0, refusal));
      answer(refusal.get());
      return null;
    }
    message = new InboundMessage(this, head, RecentMap.find(completed, id) != null);
    if (messages.isEmpty()) {
      messages = new LinkedHashMap<>();
    }
    messages.put(id, message);
    session.engine().watch();
    return message;
  }

  private Optional<MsrpStatus> refusal(RequestHead head) {
    MediaType type = head.headers().contentType().orElseThrow();
    if (!acceptTypes.accepts(type)) {
      return Optional.of(MsrpStatus.UNSUPPORTED_MEDIA_TYPE);
    }
    if (messages.size() >= session.engine().context().limits().messagesInFlight()
        || session.engine().overflowing(session)) {
      return Optional.of(MsrpStatus.STOP_SENDING);
    }
    try {
      return handler.screen(head);
    } catch (RuntimeException e) {
      session.logger().error("screening a message failed", e);
      return Optional.of(MsrpStatus.FORBIDDEN);
    }
  }

  private void onNickname(RequestHead head) {
    Nickname nickname = head.headers().value(HeaderName.USE_NICKNAME).orElse(null);
    if (nickname == null) {
      answer(MsrpStatus.MALFORMED_NICKNAME);
    } else if (session.engine().overflowing(session)) {
      answer(MsrpStatus.FORBIDDEN);
    } else {
      session.callHandler(0, () -> askForNickname(head, nickname));
    }
  }

  private void askForNickname(RequestHead head, Nickname nickname) {
    MsrpStatus[] status = {MsrpStatus.FORBIDDEN};
    try {
      status[0] = handler.onNickname(nickname);
    } finally {
      session.engine().submit(() -> answerLater(head, status[0]));
    }
  }

  private void answerLater(RequestHead head, MsrpStatus status) {
    if (session.end() == null) {
      session.engine().answer(head, status);
    }
  }

  /** Answers the present chunk, once; a binding request that was answered 200 gets a report. */
  private void answer(MsrpStatus status) {
    RequestHead head = chunk;
    if (head == null) {
      return;
    }
    if (!answered) {
      answered = true;
      session.engine().answer(head, status);
    } else if (answeredBefore && !status.success()) {
      owed = status;
    }
  }

  private void reportOwed() {
    RequestHead head = chunk;
    if (owed != null && head != null && head.headers().messageId().isPresent()) {
      reporter().failure(head, Reporter.range(head, firstOctet(head), bodyOctets), owed);
    }
  }

  // ---- messages ----

  void observe(Supplier<MessageEvent> event) {
    session.engine().context().watch().message(event);
  }

  /** The rest of a message is not wanted; the chunk that is coming in is answered at once. */
  void refused(InboundMessage message, MsrpStatus status) {
    if (messages.get(message.messageId()) == message) {
      forget(message.messageId());
    }
    refused = RecentMap.with(refused, message.messageId(), status);
    if (message == current) {
      answer(status);
    }
  }

  void completed(InboundMessage message) {
    completed = RecentMap.with(completed, message.messageId(), Boolean.TRUE);
  }

  /** Shows a message that is still arriving. */
  void show(InboundMessage message) {
    IncomingMessage incoming = incoming(message);
    session.callHandler(0, () -> show(message, incoming));
  }

  /** Shows a short message that has arrived as a whole; it counts as taken when it was shown. */
  void showWhole(InboundMessage message, int octets) {
    IncomingMessage incoming = incoming(message);
    session.callHandler(
        octets,
        () -> {
          show(message, incoming);
          message.onDone();
        });
  }

  private void show(InboundMessage message, IncomingMessage incoming) {
    boolean well = false;
    try {
      handler.onMessage(incoming);
      well = true;
    } finally {
      if (!well) {
        message.onRejected(MsrpStatus.STOP_SENDING);
      }
    }
  }

  private IncomingMessage incoming(InboundMessage message) {
    return new IncomingMessage(
        message.head(), message.duplicate(), message.content(), session.memoryAllowance());
  }
}
