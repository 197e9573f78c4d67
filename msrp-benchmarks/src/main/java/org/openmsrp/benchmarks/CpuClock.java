// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The CPU time of this process without what the JVM's compilers took, which is the noise of short
 * runs. The threads' share is read from {@code /proc}; where there is none, compilers count.
 */
final class CpuClock {

  private static final Path THREADS = Path.of("/proc/self/task");
  private static final long NANOS_PER_TICK = 10_000_000;

  /** Ticks of each thread; compilers come and go, and what they took stays taken. */
  private static final Map<String, Long> COMPILERS = new ConcurrentHashMap<>();

  private CpuClock() {}

  /** Nanoseconds of user and system time so far. */
  static long nanos() {
    long process =
        ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
            .getProcessCpuTime();
    return process - compilerNanos();
  }

  private static long compilerNanos() {
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(THREADS)) {
      for (Path thread : threads) {
        noteCompiler(thread);
      }
    } catch (IOException e) {
      return 0;
    }
    return COMPILERS.values().stream().mapToLong(ticks -> ticks).sum() * NANOS_PER_TICK;
  }

  private static void noteCompiler(Path thread) {
    try {
      COMPILERS.merge(thread.getFileName().toString(), compilerTicks(thread), Math::max);
    } catch (IOException e) {
      // The thread has ended since the folder was read; what it took until then is known.
    }
  }

  private static long compilerTicks(Path thread) throws IOException {
    String stat = Files.readString(thread.resolve("stat"));
    int nameEnd = stat.lastIndexOf(')');
    if (!stat.substring(0, nameEnd).contains("CompilerThre")) {
      return 0;
    }
    String[] fields = stat.substring(nameEnd + 2).split(" ");
    return Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
  }
}
