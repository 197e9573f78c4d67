// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.session.SessionHandler;

/** Takes what comes in a session. */
interface Taker extends SessionHandler {

  /** Waits, in bounded time, until everything that has begun has ended; true if all went well. */
  boolean settle();
}
