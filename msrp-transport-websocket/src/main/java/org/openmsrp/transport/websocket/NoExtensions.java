// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.List;
import org.eclipse.jetty.websocket.core.WebSocketExtensionRegistry;

/**
 * A registry that knows no extension, so that none is agreed: compressing what is mostly encrypted
 * or compressed already costs memory for each connection and gains nothing.
 */
final class NoExtensions {

  static final WebSocketExtensionRegistry REGISTRY = create();

  private NoExtensions() {}

  private static WebSocketExtensionRegistry create() {
    WebSocketExtensionRegistry registry = new WebSocketExtensionRegistry();
    List.copyOf(registry.getAvailableExtensionNames()).forEach(registry::unregister);
    return registry;
  }
}
