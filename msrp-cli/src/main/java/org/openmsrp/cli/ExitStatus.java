// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

/** What a command's end says to the shell. */
final class ExitStatus {

  /** Everything was delivered, or whatever else was asked for was done. */
  static final int OK = 0;

  /** Something was not delivered, or is malformed. */
  static final int NOT_DELIVERED = 1;

  /** The command line makes no sense. */
  static final int USAGE = 2;

  /** There was no connection, or no session was bound on it. */
  static final int NO_CONNECTION = 3;

  private ExitStatus() {}
}
