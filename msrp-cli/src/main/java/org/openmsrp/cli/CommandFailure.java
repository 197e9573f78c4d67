// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.Serial;

/** A command can't go on: what to tell the user, in one line, and what the shell. */
final class CommandFailure extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  private final int status;

  CommandFailure(int status, String line) {
    super(line);
    this.status = status;
  }

  CommandFailure(int status, String line, Throwable cause) {
    super(line, cause);
    this.status = status;
  }

  int status() {
    return status;
  }
}
