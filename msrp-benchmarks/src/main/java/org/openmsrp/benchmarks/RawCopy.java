// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.nio.file.Path;

/** Copies a file from one end of a connection to the other, and does nothing else. */
interface RawCopy {

  /** Octets of one write and of one read. */
  int BUFFER = 128 * 1024;

  /** The address that both ends are at. */
  String HOST = "127.0.0.1";

  /** Copies; returns how many octets arrived when all have. */
  long copy(Path file) throws Exception;
}
