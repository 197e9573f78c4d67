// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

/** One task of a loop that is due at a time; see {@link LoopTimers}. */
final class LoopTimer implements Comparable<LoopTimer> {

  final long deadline;
  final Runnable task;
  private final long sequence;

  LoopTimer(long deadline, long sequence, Runnable task) {
    this.deadline = deadline;
    this.sequence = sequence;
    this.task = task;
  }

  @Override
  public int compareTo(LoopTimer other) {
    int byTime = Long.signum(deadline - other.deadline);
    return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
  }

  @Override
  public boolean equals(Object other) {
    return this == other;
  }

  @Override
  public int hashCode() {
    return Long.hashCode(sequence);
  }
}
