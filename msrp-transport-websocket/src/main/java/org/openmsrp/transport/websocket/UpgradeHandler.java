// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** All that a server of our own does with requests. */
final class UpgradeHandler extends Handler.Abstract {

  private final Upgrader upgrader;

  UpgradeHandler(Upgrader upgrader) {
    this.upgrader = upgrader;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    upgrader.handle(request, response, callback);
    return true;
  }
}
