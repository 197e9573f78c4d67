// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import org.openmsrp.domain.port.logging.MsrpLogger;

/** Passes events on without traffic and without stack traces, for users who only want to know. */
record BriefLogger(MsrpLogger target) implements MsrpLogger {

  @Override
  public void info(String message) {
    target.info(message);
  }

  @Override
  public void warn(String message) {
    target.warn(message);
  }

  @Override
  public void error(String message, Throwable cause) {
    target.warn(message + ": " + Failures.line(cause));
  }

  @Override
  public void fatal(String message, Throwable cause) {
    target.warn(message + ": " + Failures.line(cause));
  }
}
