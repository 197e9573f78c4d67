// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * Makes messages of the chunks of a session, answers each chunk and reports on messages. Confined
 * to the connection's serial context.
 */
final class MessageReceiver implements ChunkReceiver {

  private static final int REMEMBERED_MESSAGES = 256;

  /** No real message has an octet this far out; sums with it can't overflow. */
  private static final long FARTHEST = Long.MAX_VALUE / 2;

  private final SessionCore session;
  private final SessionHandler handler;
  private final AcceptTypes acceptTypes;
  private final Map<String, InboundMessage> messages = new LinkedHashMap<>();
  private final Map<String, Boolean> completed =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED_MESSAGES;
        }
      };

  private @Nullable RequestHead chunk;
  private @Nullable InboundMessage current;
  private boolean answered;

  MessageReceiver(SessionCore session, SessionHandler handler, AcceptTypes acceptTypes) {
    this.session = session;
    this.handler = handler;
    this.acceptTypes = acceptTypes;
  }

  SessionCore session() {
    return session;
  }

  SessionHandler handler() {
    return handler;
  }

  @Override
  public void onRequest(RequestHead head, boolean wasAnswered) {
    chunk = head;
    current = null;
    answered = wasAnswered;
    if (head.method().equals(MsrpMethod.SEND)) {
      onSend(head);
    } else if (head.method().equals(MsrpMethod.NICKNAME)) {
      onNickname(head);
    } else {
      answer(MsrpStatus.UNKNOWN_METHOD);
    }
  }

  @Override
  public void onBody(ByteBuffer octets) {
    if (current != null) {
      current.append(octets);
    }
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    InboundMessage message = current;
    if (message == null) {
      return;
    }
    boolean over = message.endChunk(flag);
    MsrpStatus refusal = message.refusal();
    answer(refusal == null ? MsrpStatus.OK : refusal);
    if (over) {
      messages.remove(message.messageId());
    }
    current = null;
  }

  @Override
  public void onResponse(ResponseHead head) {
    session.logger().debug("response " + head.status().code() + " to an unknown transaction");
  }

  @Override
  public void onInputEnd() {
    InboundMessage message = current;
    if (message != null) {
      message.onInputEnd();
    }
    for (InboundMessage other : messages.values()) {
      if (other != message && other.published()) {
        other.onInputEnd();
      }
    }
  }

  @Override
  public void onOverflow() {
    for (InboundMessage message : messages.values()) {
      message.refuse(MsrpStatus.STOP_SENDING);
    }
  }

  @Override
  public long expire(long now) {
    long patience = session.engine().context().timeouts().incompleteMessage().toNanos();
    long next = Long.MAX_VALUE;
    for (InboundMessage message : new ArrayList<>(messages.values())) {
      long deadline = message.lastActivity() + patience;
      if (message == current || deadline - now > 0) {
        next = Math.min(next, Math.max(deadline - now, 1));
      } else {
        messages.remove(message.messageId());
        message.fail(MsrpSessionException.Kind.INCOMPLETE, "no further chunk came in time");
      }
    }
    return next;
  }

  @Override
  public void onClosed(SessionEnd end) {
    for (InboundMessage message : messages.values()) {
      message.fail(MsrpSessionException.Kind.INCOMPLETE, "the session ended: " + end);
    }
    messages.clear();
    current = null;
    session.callbacks().execute(() -> handler.onClosed(end));
  }

  private void onSend(RequestHead head) {
    if (head.headers().contentType().isEmpty()) {
      answer(MsrpStatus.OK);
      return;
    }
    long from = head.headers().byteRange().map(range -> range.start() - 1).orElse(0L);
    if (head.headers().messageId().isEmpty() || from > FARTHEST) {
      answer(MsrpStatus.BAD_REQUEST);
      return;
    }
    InboundMessage message = find(head);
    if (message == null) {
      return;
    }
    current = message;
    MsrpStatus refusal = message.refusal();
    if (refusal == null) {
      message.beginChunk(from, session.engine().now());
    } else {
      answer(refusal);
    }
  }

  /** The message that a chunk belongs to; null if the chunk was refused. */
  private @Nullable InboundMessage find(RequestHead head) {
    String id = head.headers().messageId().orElseThrow();
    InboundMessage message = messages.get(id);
    if (message == null) {
      Optional<MsrpStatus> refusal = refusal(head);
      if (refusal.isPresent()) {
        answer(refusal.get());
        return null;
      }
      message = new InboundMessage(this, head, completed.containsKey(id));
      messages.put(id, message);
      session.engine().watch();
    }
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
    head.headers()
        .value(HeaderName.USE_NICKNAME)
        .ifPresentOrElse(
            nickname ->
                session
                    .callbacks()
                    .execute(
                        () -> {
                          MsrpStatus status = handler.onNickname(nickname);
                          session.engine().submit(() -> session.engine().answer(head, status));
                        }),
            () -> answer(MsrpStatus.MALFORMED_NICKNAME));
  }

  /** Answers the present chunk, once. */
  private void answer(MsrpStatus status) {
    RequestHead head = chunk;
    if (!answered && head != null) {
      answered = true;
      session.engine().answer(head, status);
    }
  }

  // ---- messages ----

  /** Shows a message that is still arriving. */
  void publish(InboundMessage message) {
    IncomingMessage incoming = incoming(message);
    session.callbacks().execute(() -> handler.onMessage(incoming));
  }

  /** Shows a short message that has arrived as a whole; it counts as taken when it was shown. */
  void publishWhole(InboundMessage message, ByteBuffer octets, long total) {
    int size = octets.remaining();
    session.addUntaken(size);
    InboundContent content =
        new InboundContent(
            new WholeMessage(message),
            session.engine().context().buffers(),
            session.callbacks(),
            session.engine().context().blocking());
    if (size > 0) {
      content.offer(0, octets);
    }
    content.received(size);
    content.complete(total);
    rememberCompleted(message);
    IncomingMessage incoming =
        new IncomingMessage(message.head(), message.duplicate(), content, memoryLimit());
    session.callbacks().execute(() -> showWhole(message, incoming, size));
  }

  private void showWhole(InboundMessage message, IncomingMessage incoming, int size) {
    MsrpStatus failure = MsrpStatus.STOP_SENDING;
    boolean shown = false;
    try {
      handler.onMessage(incoming);
      shown = true;
    } finally {
      session.taken(size);
      boolean well = shown;
      if (!well || message.head().headers().successReport() == SuccessReport.YES) {
        session.engine().submit(() -> shown(message, well, failure));
      }
    }
  }

  private void shown(InboundMessage message, boolean well, MsrpStatus failure) {
    if (!well) {
      reportFailure(message, failure);
    } else if (message.refusal() == null) {
      reportSuccess(message);
    }
  }

  private IncomingMessage incoming(InboundMessage message) {
    return new IncomingMessage(
        message.head(), message.duplicate(), message.content(), memoryLimit());
  }

  private int memoryLimit() {
    return session.engine().context().limits().messageInMemory();
  }

  private void rememberCompleted(InboundMessage message) {
    completed.put(message.messageId(), Boolean.TRUE);
  }

  /** Everything was taken: says so if the sender asked for it (RFC 4975 §7.1.3). */
  void reportSuccess(InboundMessage message) {
    rememberCompleted(message);
    if (message.head().headers().successReport() == SuccessReport.YES) {
      report(message, ReportStatus.SUCCESS);
    }
  }

  /** A failure found after the response (RFC 4975 §7.1.4). */
  void reportFailure(InboundMessage message, MsrpStatus status) {
    if (message.head().headers().failureReport() != FailureReport.NO) {
      report(message, new ReportStatus(0, status));
    }
  }

  private void report(InboundMessage message, ReportStatus status) {
    ByteRange range = message.range();
    MsrpHeaders headers =
        MsrpHeaders.builder()
            .set(HeaderName.MESSAGE_ID, message.messageId())
            .set(HeaderName.BYTE_RANGE, range)
            .set(HeaderName.STATUS, status)
            .build();
    MsrpPath back = message.head().fromPath();
    session
        .engine()
        .report(
            new RequestHead(
                session.engine().newTransactionId(),
                MsrpMethod.REPORT,
                back,
                session.fromPath(),
                headers));
  }
}
