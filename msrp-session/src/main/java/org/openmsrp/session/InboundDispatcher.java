// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.codec.ChunkSink;
import org.openmsrp.codec.MalformedChunk;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * Brings what a connection received to its session by To-Path, and answers what belongs to none
 * (RFC 4975 §5.4, §7.3). Confined to the connection's serial context.
 */
final class InboundDispatcher implements ChunkSink {

  private final ConnectionEngine engine;
  private final TrafficLog traffic;
  private final List<SessionCore> touched = new ArrayList<>(2);
  private ChunkReceiver receiver = DroppingReceiver.INSTANCE;
  private @Nullable SessionCore session;
  private int frames;

  InboundDispatcher(ConnectionEngine engine) {
    this.engine = engine;
    this.traffic = engine.traffic();
  }

  @Override
  public void onRequest(RequestHead head) {
    frames++;
    traffic.received(head);
    receiver = DroppingReceiver.INSTANCE;
    session = null;
    SessionCore found = engine.session(head.toPath().last());
    if (found == null) {
      unbound(head);
      return;
    }
    Optional<MsrpStatus> refusal = found.paths().check(head);
    if (refusal.isPresent()) {
      engine.answer(head, refusal.get());
    } else if (found.binding() && head.method().equals(MsrpMethod.SEND)) {
      // Both ends believe that they are active: the peer's binding is answered, ours goes on.
      engine.answer(head, MsrpStatus.OK);
      deliverBinding(found, head);
    } else {
      deliver(found, head, false);
    }
  }

  @Override
  public void onResponse(ResponseHead head) {
    frames++;
    traffic.received(head);
    traffic.receivedEnd(ContinuationFlag.COMPLETE);
    if (!engine.transactions().answer(head)) {
      SessionCore found = engine.session(head.toPath().last());
      if (found != null) {
        found.receiver().onResponse(head);
      }
    }
  }

  @Override
  public void onBody(ByteBuffer octets) {
    traffic.receivedBody(octets);
    receiver.onBody(octets);
  }

  @Override
  public void onEnd(ContinuationFlag flag) {
    traffic.receivedEnd(flag);
    receiver.onEnd(flag);
    touch();
    receiver = DroppingReceiver.INSTANCE;
    session = null;
  }

  /** The read lies, or begins, within a chunk of the present session. */
  private void touch() {
    SessionCore present = session;
    if (present != null && !touched.contains(present)) {
      touched.add(present);
    }
  }

  @Override
  public void onMalformed(MalformedChunk chunk) {
    frames++;
    engine.logger().debug(() -> "malformed chunk: " + chunk.error().getMessage());
    chunk.status().ifPresent(status -> engine.transactions().answer(chunk.transactionId(), status));
    MsrpPath to = chunk.toPath().orElse(null);
    MsrpPath from = chunk.fromPath().orElse(null);
    MsrpMethod method = chunk.method().orElse(null);
    if (to == null || from == null || method == null) {
      return;
    }
    MsrpHeaders headers =
        MsrpHeaders.builder().set(HeaderName.FAILURE_REPORT, chunk.failureReport()).build();
    engine.answer(
        new RequestHead(chunk.transactionId(), method, to, from, headers), MsrpStatus.BAD_REQUEST);
  }

  /** How many frames were seen since the last call. */
  int takeFrames() {
    int seen = frames;
    frames = 0;
    return seen;
  }

  /** Everything of the present read was decoded. */
  void inputEnded(boolean more) {
    touch();
    for (SessionCore one : touched) {
      one.receiver().onInputEnd(more);
      engine.gate().received(one);
      one.heard();
    }
    touched.clear();
  }

  /** The session's receiver was replaced in the middle of a request. */
  void rebind(SessionCore changed) {
    if (session == changed) {
      receiver = changed.receiver();
    }
  }

  private void deliver(SessionCore target, RequestHead head, boolean answered) {
    session = target;
    receiver = target.receiver();
    touch();
    receiver.onRequest(head, answered);
  }

  private void unbound(RequestHead head) {
    BindingDesk desk = engine.desk();
    AuthDesk auth = engine.auth();
    if (auth != null && head.method().equals(MsrpMethod.AUTH)) {
      auth.answer(head);
      return;
    }
    if (desk == null || !head.method().equals(MsrpMethod.SEND)) {
      engine.answer(head, MsrpStatus.NO_SUCH_SESSION);
      return;
    }
    if (!endsHere(head.toPath(), auth)) {
      engine.answer(head, MsrpStatus.BAD_REQUEST);
      return;
    }
    BindingDesk.Decision decision = desk.bind(engine, head);
    if (decision instanceof BindingDesk.Bound bound) {
      engine.answer(head, MsrpStatus.OK);
      deliverBinding(bound.session(), head);
    } else if (decision instanceof BindingDesk.Waiting waiting) {
      deliverBinding(waiting.session(), head);
    } else if (decision instanceof BindingDesk.Refused refused) {
      engine.answer(head, refused.status());
    }
  }

  /** A URI that was granted over this connection is this side, too. */
  private static boolean endsHere(MsrpPath path, @Nullable AuthDesk auth) {
    return path.size() == 1 || (auth != null && path.size() == 2 && auth.granted(path.first()));
  }

  /** A binding request with a body carries a message as well; one without is only a knock. */
  private void deliverBinding(SessionCore target, RequestHead head) {
    if (head.headers().contentType().isPresent()) {
      target.answeredBinding(head.transactionId());
      deliver(target, head, true);
    }
  }
}
