// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ladder of characters. */
final class TextLadder {

  static final int NARROWEST = 60;

  /** Columns left of the first party: the time. */
  private static final int MARGIN = 12;

  /** Parties stand side by side if an arrow's words have so much room. */
  private static final int ROOM = 44;

  private static final int WIDEST = 130;

  private final Ladder ladder;
  private final int width;

  TextLadder(Ladder ladder, int width) {
    this.ladder = ladder;
    this.width = width;
  }

  Stream<String> lines() {
    Stream<String> head = Stream.of(ladder.summary());
    int gaps = ladder.parties().size() - 1;
    if (gaps <= 1 || (width - MARGIN - 2) / gaps >= ROOM) {
      return Stream.concat(head, lines(ladder.parties(), ladder.rows()));
    }
    return Stream.concat(
        head, connections().values().stream().flatMap(rows -> lines(parties(rows), rows)));
  }

  private Map<Set<Party>, List<Row>> connections() {
    return ladder.rows().stream()
        .collect(
            Collectors.groupingBy(
                row -> Set.of(row.from(), row.to()), LinkedHashMap::new, Collectors.toList()));
  }

  private static List<Party> parties(List<Row> rows) {
    Set<Party> found = new LinkedHashSet<>();
    rows.forEach(row -> found.addAll(List.of(row.from(), row.to())));
    return List.copyOf(found);
  }

  private Stream<String> lines(List<Party> parties, List<Row> rows) {
    if (parties.isEmpty()) {
      return Stream.empty();
    }
    int gaps = Math.max(1, parties.size() - 1);
    int gap = Math.min(WIDEST, (width - MARGIN - 2) / gaps);
    Canvas canvas = new Canvas(parties, gap);
    return Stream.concat(
        Stream.of("", canvas.names(), canvas.blank()),
        rows.stream().map(row -> canvas.row(row, ladder.time(row.began()))));
  }

  /** Draws line by line. */
  private record Canvas(List<Party> parties, int gap) {

    private int column(int party) {
      return MARGIN + party * gap;
    }

    private char[] empty() {
      char[] line = new char[column(parties.size() - 1) + 1];
      Arrays.fill(line, ' ');
      return line;
    }

    private char[] lifelines() {
      char[] line = empty();
      for (int i = 0; i < parties.size(); i++) {
        line[column(i)] = '│';
      }
      return line;
    }

    String blank() {
      return new String(lifelines());
    }

    /** Each name above its line, the last one to the left of it. */
    String names() {
      char[] line = empty();
      for (int i = 0; i < parties.size(); i++) {
        String name = parties.get(i).toString();
        int at = Math.min(column(i), line.length - name.length());
        put(line, Math.max(0, at), name, line.length);
      }
      return new String(line);
    }

    String row(Row row, String time) {
      char[] line = lifelines();
      put(line, Math.max(0, MARGIN - 2 - time.length()), time, MARGIN);
      int from = column(parties.indexOf(row.from()));
      int to = column(parties.indexOf(row.to()));
      if (row instanceof Row.Fold fold) {
        put(line, Math.min(from, to) + 2, fold.words(), Math.max(from, to));
      } else if (row instanceof Row.Arrow arrow) {
        arrow(line, from, to, Label.of(arrow.frame()).toString());
      }
      return new String(line);
    }

    private static void arrow(char[] line, int from, int to, String words) {
      int left = Math.min(from, to);
      int right = Math.max(from, to);
      Arrays.fill(line, left + 1, right, '─');
      boolean rightwards = from < to;
      line[rightwards ? right - 1 : left + 1] = rightwards ? '▶' : '◀';
      String shown = " " + cut(words, right - left - 7) + " ";
      int at = rightwards ? left + 2 : right - 1 - shown.length();
      put(line, at, shown, right);
    }

    private static String cut(String words, int room) {
      return words.length() <= room ? words : words.substring(0, room - 1) + "…";
    }

    private static void put(char[] line, int at, String text, int end) {
      String shown = cut(text, Math.max(1, Math.min(end, line.length) - at));
      shown.getChars(0, shown.length(), line, at);
    }
  }
}
