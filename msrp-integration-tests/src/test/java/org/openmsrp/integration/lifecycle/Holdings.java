// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.lifecycle;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What this process holds.
 *
 * @param heap octets in use after collections
 * @param threads live threads
 * @param descriptors open files and sockets; 0 where the system does not tell
 */
public record Holdings(long heap, int threads, long descriptors) {

  private static final int COLLECTIONS = 4;

  /**
   * Looks, after some collections.
   *
   * @return what is held now
   */
  public static Holdings now() {
    return new Holdings(
        heapInUse(), ManagementFactory.getThreadMXBean().getThreadCount(), openDescriptors());
  }

  private static long heapInUse() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  private static long openDescriptors() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? unix.getOpenFileDescriptorCount()
        : 0;
  }

  @Override
  public String toString() {
    return heap / 1024 + " KiB heap, " + threads + " threads, " + descriptors + " descriptors";
  }
}
