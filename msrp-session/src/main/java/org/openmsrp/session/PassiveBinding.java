// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.concurrent.CompletableFuture;

/**
 * Binds a session as the passive side on a connection that is there already, such as one to a
 * relay: waits for the peer's first request. Confined to the connection's serial context.
 */
final class PassiveBinding extends Binding {

  PassiveBinding(SessionCore core, StackServices services, CompletableFuture<MsrpChannel> result) {
    super(
        core,
        services,
        result,
        MsrpTimeoutException.Phase.INCOMING,
        services.context().timeouts().incoming());
    core.whenKnocked(this::succeed);
    core.whenOver(this::lost);
  }

  private void lost() {
    SessionEnd end = core.end();
    connectionLost(end == null ? new SessionEnd.ClosedLocally() : end);
  }
}
