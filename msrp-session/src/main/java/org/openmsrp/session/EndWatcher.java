// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.message.RequestHead;

/** The user's handler, and a future that completes after its last call. */
record EndWatcher(SessionHandler handler, CompletableFuture<SessionEnd> ended)
    implements SessionHandler {

  @Override
  public void onMessage(IncomingMessage message) {
    handler.onMessage(message);
  }

  @Override
  public Optional<MsrpStatus> screen(RequestHead head) {
    return handler.screen(head);
  }

  @Override
  public void onReport(MessageReport report) {
    handler.onReport(report);
  }

  @Override
  public MsrpStatus onNickname(Nickname nickname) {
    return handler.onNickname(nickname);
  }

  @Override
  public void onClosed(SessionEnd end) {
    try {
      handler.onClosed(end);
    } finally {
      ended.complete(end);
    }
  }
}
