// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.openmsrp.capture.CaptureException;
import org.openmsrp.capture.Ladder;
import org.openmsrp.capture.Recording;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code msrp ladder}: draws a capture. */
@Command(
    name = "ladder",
    description = {
      "Draw a capture as a ladder: a line for each party and an arrow for each frame, with time,"
          + " method or status, transaction, message, range, flag and size. Long runs of chunks are"
          + " one row.",
      "",
      "The capture is one of --capture, or one that tcpdump or Wireshark made of plain TCP."
    },
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LadderCommand implements Callable<Integer> {

  private static final int COLUMNS = Integer.getInteger("org.openmsrp.cli.columns", 120);

  private final Console console;

  @Parameters(paramLabel = "FILE", description = "The capture: pcapng or pcap.")
  private @Nullable Path file;

  @Option(
      names = "--html",
      paramLabel = "OUT",
      description = "Write a page with one drawing instead, for a browser; it needs nothing else.")
  private @Nullable Path page;

  @Option(
      names = "--width",
      paramLabel = "N",
      converter = CountConverter.class,
      description = "Draw so many columns wide. Default: as wide as the terminal.")
  private int width = COLUMNS;

  LadderCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path path = requireNonNull(file);
    Ladder ladder = Ladder.of(read(path));
    Path out = page;
    if (out == null) {
      ladder.text(width).forEach(console.out()::println);
    } else {
      Files.writeString(out, ladder.html(path.getFileName().toString()));
      console.out().println("drawn: " + out);
    }
    return ExitStatus.OK;
  }

  private static Recording read(Path path) {
    try {
      return Recording.of(path);
    } catch (CaptureException e) {
      throw new CommandFailure(ExitStatus.USAGE, String.valueOf(e.getMessage()), e);
    }
  }
}
