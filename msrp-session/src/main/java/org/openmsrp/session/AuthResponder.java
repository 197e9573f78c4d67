// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Answers AUTH for a server that WebSocket clients reach without a relay. They have to send one
 * even if the connection has proven who they are, since they get the URI for their offer from its
 * answer (RFC 7977 §5.3.1). A server has one only if it is given one: {@link
 * MsrpStack#server(org.openmsrp.domain.uri.MsrpUri, AuthResponder)}.
 */
@FunctionalInterface
public interface AuthResponder {

  /**
   * Decides on an AUTH. Called on the stack's callback executor; several calls may run at once. One
   * that throws, or whose stage fails, refuses with 403.
   *
   * @param request what the client wants, and from where
   * @return completes with the decision
   */
  CompletionStage<AuthDecision> answer(AuthRequest request);

  /**
   * Grants whatever comes: for connections that have proven who they are by other means, such as a
   * cookie, HTTP authentication or a client certificate (RFC 7977 §5.3.1).
   *
   * @param longest how long a URI is good for, unless the client asks for less; who asks for more
   *     is told so with 423. Whole seconds, one at least
   * @return the responder
   */
  static AuthResponder trustingConnections(Duration longest) {
    return request -> {
      Duration wanted = request.expires().orElse(longest);
      return CompletableFuture.completedFuture(
          wanted.compareTo(longest) > 0 || wanted.isZero()
              ? AuthDecision.tooLong(longest)
              : AuthDecision.grant(wanted));
    };
  }
}
