// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what nobody waits for: there is only the log to be told if it fails. */
final class Quietly {

  private static final Logger LOG = LoggerFactory.getLogger(Quietly.class);

  private Quietly() {}

  static void close(@Nullable Closeable resource) {
    if (resource == null) {
      return;
    }
    try {
      resource.close();
    } catch (IOException e) {
      LOG.debug("could not close {}", resource, e);
    }
  }
}
