// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

/** The buffers of the TLS connections of one loop. */
final class TlsBuffers {

  /** A record with everything that may come with it, as the JDK's engine counts. */
  static final int RECORD = 16_709;

  /** Two records: one read brings more than one, and one of the larger kind still fits. */
  final HeapPool in = new HeapPool(2 * RECORD);

  /** What one record holds. */
  final HeapPool plain = new HeapPool(RECORD);

  /** Nine records: one write of 128 KiB is one system call. */
  final HeapPool out = new HeapPool(9 * RECORD);
}
