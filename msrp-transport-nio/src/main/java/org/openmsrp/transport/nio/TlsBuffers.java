// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

/** The buffers of the TLS connections of one loop. */
final class TlsBuffers {

  /** A record with everything that may come with it, as the JDK's engine counts. */
  static final int RECORD = 16_709;

  /** Eight records: what a peer at full speed has under way is few reads. */
  final HeapPool in = new HeapPool(8 * RECORD);

  /** What they hold. */
  final HeapPool plain = new HeapPool(8 * RECORD);

  /** Nine records: one write of 128 KiB is one system call. */
  final HeapPool out = new HeapPool(9 * RECORD);

  /** How many of them connections hold. */
  int lent() {
    return in.lent() + plain.lent() + out.lent();
  }
}
