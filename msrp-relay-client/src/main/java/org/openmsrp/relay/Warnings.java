// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.util.LinkedHashMap;
import java.util.Map;
import org.openmsrp.domain.port.logging.MsrpLogger;

/**
 * Warns of the same thing once: with a thousand sessions through one relay it is no more true than
 * with the first. Safe for use by many threads.
 */
final class Warnings {

  /** So many are remembered; others are said again. */
  private static final int REMEMBERED = 256;

  private final MsrpLogger logger;
  private final Map<String, Boolean> said =
      new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
          return size() > REMEMBERED;
        }
      };

  Warnings(MsrpLogger logger) {
    this.logger = logger;
  }

  void warn(String what) {
    if (first(what)) {
      logger.warn(what);
    } else {
      logger.debug(what);
    }
  }

  private synchronized boolean first(String what) {
    return said.put(what, Boolean.TRUE) == null;
  }
}
