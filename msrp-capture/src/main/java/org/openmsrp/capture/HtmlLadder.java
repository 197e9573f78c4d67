// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.util.List;
import java.util.Locale;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.message.MsrpHead;

/** A ladder as a page with one SVG. */
final class HtmlLadder {

  /** A browser draws no more with ease. */
  private static final int ROWS = 5_000;

  private static final int MARGIN = 110;
  private static final int HEAD = 56;
  private static final int STEP = 34;

  /** What a character of the drawing is wide at most, in pixels. */
  private static final double CHARACTER = 7.4;

  private static final int NARROWEST_GAP = 420;
  private static final int WIDEST_GAP = 760;

  private static final String STYLE =
      """
      :root { color-scheme: light dark; --ink: #1c2430; --faint: #8a94a3; --paper: #ffffff;
        --line: #c9d0da; --send: #1f5fbf; --report: #7a3fb0; --request: #b06a00;
        --success: #1f7a3d; --failure: #c22f2f; --broken: #c22f2f; }
      @media (prefers-color-scheme: dark) { :root { --ink: #e4e8ee; --faint: #8f99a8;
        --paper: #14181e; --line: #3a424e; --send: #7db0ff; --report: #c79bf0;
        --request: #e8b050; --success: #6fce8c; --failure: #ff8080; --broken: #ff8080; } }
      body { margin: 24px; background: var(--paper); color: var(--ink);
        font: 14px system-ui, sans-serif; }
      h1 { font-size: 18px; margin: 0 0 4px; } p { margin: 0 0 16px; color: var(--faint); }
      p span { margin-right: 14px; } svg { font: 12px ui-monospace, monospace; }
      text { fill: var(--ink); } .time, .fold { fill: var(--faint); } .fold { font-style: italic; }
      .party { font-weight: 600; } .life { stroke: var(--line); }
      .gap { stroke: var(--faint); stroke-dasharray: 1 4; }
      g:hover .shaft { stroke-width: 3; } .shaft { stroke-width: 1.4; }
      """;

  private final Ladder ladder;
  private final String title;
  private final List<Row> rows;
  private final StringBuilder out = new StringBuilder();
  private final int gap;

  HtmlLadder(Ladder ladder, String title) {
    this.ladder = ladder;
    this.title = title;
    this.rows = ladder.rows().subList(0, Math.min(ROWS, ladder.rows().size()));
    int longest = rows.stream().mapToInt(row -> words(row).length()).max().orElse(0);
    this.gap = Math.max(NARROWEST_GAP, Math.min(WIDEST_GAP, (int) (longest * CHARACTER) + 40));
  }

  private static String words(Row row) {
    return row instanceof Row.Fold fold
        ? fold.words()
        : Label.of(((Row.Arrow) row).frame()).toString();
  }

  String page() {
    String name = escaped(title);
    out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n<title>")
        .append(name)
        .append("</title>\n<style>\n")
        .append(STYLE);
    for (Label.Kind kind : Label.Kind.values()) {
      String css = css(kind);
      out.append("." + css + " .shaft, ." + css + " .head { stroke: var(--" + css + "); }\n");
      out.append("." + css + " .head, ." + css + " .title { fill: var(--" + css + "); }\n");
    }
    out.append("</style>\n<h1>").append(name).append("</h1>\n<p>");
    out.append("<span>").append(escaped(ladder.summary())).append("</span>");
    if (rows.size() < ladder.rows().size()) {
      out.append("<span>the first ").append(ROWS).append(" rows are shown</span>");
    }
    out.append("<span>times in seconds; point at an arrow for its head</span></p>\n");
    svg();
    return out.append("</html>\n").toString();
  }

  private void svg() {
    int height = HEAD + (rows.size() + 1) * STEP + 30;
    int width = MARGIN + Math.max(1, ladder.parties().size() - 1) * gap + MARGIN;
    out.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\">\n"
            .formatted(width, height, width, height));
    for (int i = 0; i < ladder.parties().size(); i++) {
      lifeline(column(i), height, ladder.parties().get(i));
    }
    int y = HEAD + STEP;
    for (Row row : rows) {
      row(row, y);
      y += STEP;
    }
    out.append("</svg>\n");
  }

  private int column(int party) {
    return MARGIN + party * gap;
  }

  private void lifeline(int x, int height, Party party) {
    String name = escaped(party.toString());
    line("life", x, HEAD - 8, x, height - 30);
    text("party", "middle", x, HEAD - 18, name);
    text("party", "middle", x, height - 12, name);
  }

  private void row(Row row, int y) {
    int from = column(ladder.parties().indexOf(row.from()));
    int to = column(ladder.parties().indexOf(row.to()));
    text("time", "end", MARGIN - 14, y + 4, ladder.time(row.began()));
    if (row instanceof Row.Fold fold) {
      int middle = (from + to) / 2;
      line("gap", Math.min(from, to) + 12, y, Math.max(from, to) - 12, y);
      text("fold", "middle", middle, y - 6, escaped(fold.words()));
    } else if (row instanceof Row.Arrow arrow) {
      arrow(arrow.frame(), from, to, y);
    }
  }

  private void arrow(Frame frame, int from, int to, int y) {
    Label label = Label.of(frame);
    int ahead = from < to ? 1 : -1;
    out.append("<g class=\"").append(css(label.kind())).append("\"><title>");
    out.append(escaped(head(frame))).append("</title>\n");
    line("shaft", from, y, to - ahead * 8, y);
    out.append(
        "<polygon class=\"head\" points=\"%d,%d %d,%d %d,%d\"/>\n"
            .formatted(to, y, to - ahead * 9, y - 4, to - ahead * 9, y + 4));
    String details = label.details().isEmpty() ? "" : " · " + String.join(" · ", label.details());
    String room =
        cut(details, (int) ((Math.abs(to - from) - 24) / CHARACTER) - label.title().length());
    String words = "<tspan class=\"title\">" + escaped(label.title()) + "</tspan>" + escaped(room);
    text("words", ahead > 0 ? "start" : "end", from + ahead * 12, y - 6, words);
    out.append("</g>\n");
  }

  private static String cut(String text, int room) {
    return text.length() <= room ? text : text.substring(0, Math.max(0, room - 1)) + "…";
  }

  /** What there is to know about a frame; credentials stay in the capture. */
  private static String head(Frame frame) {
    if (!(frame.content() instanceof Frame.Understood understood)) {
      return Label.of(frame).toString();
    }
    MsrpHead head = understood.head();
    StringBuilder text = new StringBuilder(Label.of(frame).toString());
    text.append("\nTo-Path: ").append(head.toPath());
    text.append("\nFrom-Path: ").append(head.fromPath());
    for (Header<?> header : head.headers().all()) {
      boolean secret = header.name().equals(HeaderName.AUTHORIZATION);
      text.append('\n').append(header.name()).append(": ");
      text.append(secret ? "(not shown)" : header.value());
    }
    return text.toString();
  }

  private void line(String css, int x1, int y1, int x2, int y2) {
    out.append(
        "<line class=\"%s\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>\n"
            .formatted(css, x1, y1, x2, y2));
  }

  private void text(String css, String anchor, int x, int y, String content) {
    out.append(
        "<text class=\"%s\" text-anchor=\"%s\" x=\"%d\" y=\"%d\">%s</text>\n"
            .formatted(css, anchor, x, y, content));
  }

  private static String css(Label.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** What a peer chose must stay text: ids and headers come from the network. */
  static String escaped(String text) {
    StringBuilder safe = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\n' -> safe.append('\n');
                default -> safe.appendCodePoint(Character.isISOControl(c) ? '\ufffd' : c);
              }
            });
    return safe.toString();
  }
}
