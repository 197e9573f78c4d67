// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;
import org.openmsrp.domain.port.time.Timers;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * Answers the AUTHs of one connection and remembers what was granted over it. A URI that was
 * granted is this server itself: what comes along it is taken off at once, as a relay would that
 * has the peer in the same process. Confined to the connection's serial context.
 */
final class AuthDesk {

  private final ConnectionEngine engine;
  private final AuthResponder responder;
  private final Supplier<MsrpUri> server;
  private final Map<String, Timers.Timer> granted = new HashMap<>();
  private int undecided;

  AuthDesk(ConnectionEngine engine, AuthResponder responder, Supplier<MsrpUri> server) {
    this.engine = engine;
    this.responder = responder;
    this.server = server;
  }

  /** Whether this URI was granted over this connection, and is still good. */
  boolean granted(MsrpUri uri) {
    return granted.containsKey(uri.sessionId().orElse(""));
  }

  /** An AUTH has come. */
  void answer(RequestHead head) {
    if (head.toPath().size() > 1) {
      engine.answer(head, MsrpStatus.NO_SUCH_SESSION);
    } else if (granted.size() + undecided >= engine.context().limits().grants()) {
      engine.answer(head, MsrpStatus.FORBIDDEN);
    } else {
      undecided++;
      AuthRequest request = new AuthRequest(head, engine.connection().info());
      engine.context().callbacks().execute(() -> ask(request));
    }
  }

  private void ask(AuthRequest request) {
    try {
      CompletionStage<AuthDecision> decision = responder.answer(request);
      var unused =
          decision.whenComplete(
              (made, thrown) -> engine.submit(() -> decided(request.head(), made, thrown)));
    } catch (RuntimeException e) {
      engine.submit(() -> decided(request.head(), null, e));
    }
  }

  private void decided(
      RequestHead head, @Nullable AuthDecision decision, @Nullable Throwable thrown) {
    undecided--;
    if (engine.closed()) {
      return;
    }
    if (decision instanceof AuthDecision.Granted grant) {
      grant(head, grant);
    } else if (decision instanceof AuthDecision.Refused refused) {
      engine.answer(response(head, refused.status(), refused.headers()));
    } else {
      engine.logger().warn("an AUTH was not decided, so it is refused: " + thrown);
      engine.answer(head, MsrpStatus.FORBIDDEN);
    }
  }

  private void grant(RequestHead head, AuthDecision.Granted grant) {
    String id = engine.context().identifiers().sessionId();
    if (granted.isEmpty()) {
      engine.admitted();
      engine.hold();
    }
    granted.put(
        id,
        engine
            .context()
            .timers()
            .schedule(grant.lifetime(), () -> engine.submit(() -> expired(id))));
    MsrpHeaders headers =
        grant.headers().toBuilder()
            .set(HeaderName.USE_PATH, MsrpPath.of(server.get().toBuilder().sessionId(id).build()))
            .set(HeaderName.EXPIRES, grant.lifetime().toSeconds())
            .build();
    engine.answer(response(head, MsrpStatus.OK, headers));
  }

  private void expired(String id) {
    if (granted.remove(id) != null && granted.isEmpty()) {
      engine.release();
    }
  }

  /** The connection has ended. */
  void close() {
    granted.values().forEach(Timers.Timer::cancel);
    granted.clear();
  }

  private static ResponseHead response(RequestHead head, MsrpStatus status, MsrpHeaders headers) {
    ResponseHead plain = head.respond(status);
    return new ResponseHead(
        plain.transactionId(), status, plain.toPath(), plain.fromPath(), headers);
  }
}
