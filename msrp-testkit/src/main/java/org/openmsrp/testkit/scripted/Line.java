// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.io.IOException;
import java.time.Duration;

/** What a scripted peer sends and hears through; used by one thread at a time but for kill. */
interface Line {

  /** {@link #read} has come to the end of what the other end sends. */
  int END = -1;

  /** Octets as they go out for this content: with a frame around them, where there are frames. */
  byte[] wrapped(byte[] content);

  /** Writes octets as they are; may block for as long as the other end does not read. */
  void writeRaw(byte[] octets) throws IOException;

  /** Reads content; the number of octets, 0 if none came in time, or {@link #END}. */
  int read(byte[] target, Duration patience) throws IOException;

  /** Sends the end of the stream and goes on reading. */
  void halfClose() throws IOException;

  /** Ends as the protocol wants it. */
  void close() throws IOException;

  /** Breaks the connection at once, which also wakes who is blocked in it; any thread. */
  void kill();
}
