// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.message.RequestHead;

/**
 * What a session tells its user. Methods are called one after the other on the session's callback
 * executor, off the transport's threads, and may block; {@link #screen} alone is called on a
 * transport thread. One that throws harms only its own session: the exception is logged, and a
 * message that it was about is reported as failed.
 */
public interface SessionHandler {

  /**
   * A message arrives. Take its content by one of the methods of {@link IncomingMessage}, here or
   * later; a message that is never taken fills the session's window and makes the peer wait, then
   * stop (413).
   *
   * @param message complete, or still arriving
   */
  void onMessage(IncomingMessage message);

  /**
   * Decides whether a message may come at all, before any of it is kept. Called on a transport
   * thread for the first chunk of each message; must not block.
   *
   * @param head the first chunk's head
   * @return a status to refuse the message with; empty (the default) to let it come
   */
  default Optional<MsrpStatus> screen(RequestHead head) {
    return Optional.empty();
  }

  /**
   * News about a message that was sent: a REPORT, or an error that came after its fate was known.
   *
   * @param report what the peer says
   */
  default void onReport(MessageReport report) {}

  /**
   * The peer wants a nickname (RFC 7701 §7.1).
   *
   * @param nickname the wish; {@link Nickname#NONE} removes the present one
   * @return the answer: 200, or by default 403 (RFC 7701 §7.1)
   */
  default MsrpStatus onNickname(Nickname nickname) {
    return MsrpStatus.FORBIDDEN;
  }

  /**
   * The session has ended. Comes once, and nothing follows it.
   *
   * @param end how it ended
   */
  default void onClosed(SessionEnd end) {}
}
