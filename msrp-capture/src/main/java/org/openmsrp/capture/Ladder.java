// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Draws what was said as a ladder: a vertical line for each party, an arrow for each frame, with
 * time, method or status, transaction, message, range, flag and size. Long runs of chunks are
 * folded into one row. Immutable.
 */
public final class Ladder {

  private final List<Row> rows;
  private final List<Party> parties;
  private final Recording recording;

  private Ladder(Recording recording, List<Row> rows) {
    this.recording = recording;
    this.rows = rows;
    Set<Party> found = new LinkedHashSet<>();
    for (Row row : rows) {
      found.add(row.from());
      found.add(row.to());
    }
    this.parties = List.copyOf(found);
  }

  /**
   * Prepares a drawing.
   *
   * @param recording what was said
   * @return its ladder
   */
  public static Ladder of(Recording recording) {
    return new Ladder(requireNonNull(recording, "recording"), Folding.rows(recording.frames()));
  }

  /**
   * Draws it for a terminal. If the parties don't find room side by side, each connection has a
   * ladder of its own.
   *
   * @param width columns of the terminal; at least 60 are taken
   * @return the lines, made one by one as they are asked for
   */
  public Stream<String> text(int width) {
    return new TextLadder(this, Math.max(width, TextLadder.NARROWEST)).lines();
  }

  /**
   * Draws it as a page of its own: HTML with one SVG, which needs nothing else.
   *
   * @param title what the page is called; escaped
   * @return the page
   */
  public String html(String title) {
    return new HtmlLadder(this, title).page();
  }

  List<Row> rows() {
    return rows;
  }

  List<Party> parties() {
    return parties;
  }

  /** The whole in one line. */
  String summary() {
    long octets = recording.frames().stream().mapToLong(Frame::octets).sum();
    String more = recording.whole() ? "" : " (the capture has more)";
    return recording.frames().size()
        + " frames"
        + more
        + ", "
        + Label.size(octets)
        + " of content, "
        + parties.size()
        + " parties";
  }

  /** Seconds since the first frame. */
  String time(Instant moment) {
    Instant zero = rows.isEmpty() ? moment : rows.get(0).began();
    double seconds = Duration.between(zero, moment).toNanos() / 1e9;
    return String.format(Locale.ROOT, "%.4f", seconds);
  }
}
