// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.openmsrp.domain.port.transport.Endpoint;

/** The way to a {@link HopConnection}. */
final class HopAttempt implements OutboundConnections.Claimant {

  private final StackServices services;
  private final CompletableFuture<HopConnection> result = new CompletableFuture<>();

  HopAttempt(StackServices services) {
    this.services = services;
  }

  CompletableFuture<HopConnection> start(
      Endpoint endpoint, Optional<String> serverName, boolean sharing) {
    Runnable withdraw = services.connections().claim(endpoint, serverName, sharing, this);
    var unused =
        result.whenComplete(
            (hop, failure) -> {
              if (failure != null) {
                withdraw.run();
              }
            });
    return result;
  }

  @Override
  public void onConnection(ConnectionEngine engine) {
    if (result.isDone()) {
      return;
    }
    HopConnection hop = new HopConnection(engine, services);
    services
        .context()
        .callbacks()
        .execute(
            () -> {
              if (!result.complete(hop)) {
                hop.close();
              }
            });
  }

  @Override
  public void onFailure(Endpoint endpoint, Throwable cause) {
    services.fail(result, StackServices.connectFailure(services.context(), endpoint, cause));
  }
}
