// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A line on a terminal that grows with a transfer. */
final class ProgressLine implements Progress {

  private static final int COLUMNS = Integer.getInteger("org.openmsrp.cli.columns", 80);
  private static final int LONGEST_TASK = 30;
  private static final int REFRESH_MILLIS = 100;
  private static final long MEGABYTE = 1_000_000;

  private final ProgressBar bar;

  ProgressLine(PrintStream terminal, String task, long octets) {
    bar =
        new ProgressBarBuilder()
            .setTaskName(Printable.shortened(task, LONGEST_TASK))
            .setInitialMax(octets)
            .setUnit(" MB", MEGABYTE)
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REFRESH_MILLIS)
            .setConsumer(new ConsoleProgressBarConsumer(terminal, COLUMNS - 1))
            .showSpeed()
            .clearDisplayOnFinish()
            .build();
  }

  @Override
  public void reached(long octets) {
    bar.stepTo(octets);
  }

  @Override
  public void close() {
    bar.close();
  }
}
