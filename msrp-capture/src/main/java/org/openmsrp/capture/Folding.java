// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.message.ContinuationFlag;
import org.openmsrp.domain.message.MsrpHead;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.domain.message.ResponseHead;

/**
 * Makes the rows of a ladder: a long run of chunks from the middle of messages, with the answers
 * 200 in between, becomes one row. First and last chunks and everything unusual stand for
 * themselves.
 */
final class Folding {

  /** Fewer frames are shown one by one. */
  private static final int WORTH_FOLDING = 5;

  private final List<Row> rows = new ArrayList<>();
  private final Map<Set<Party>, List<Frame>> runs = new LinkedHashMap<>();
  private final Map<List<Object>, Frame> requests = new HashMap<>();

  private Folding() {}

  static List<Row> rows(List<Frame> frames) {
    Folding folding = new Folding();
    frames.forEach(folding::take);
    folding.runs.values().forEach(folding::end);
    folding.rows.sort(Comparator.comparing(Row::began));
    return folding.rows;
  }

  private void take(Frame frame) {
    Set<Party> pair = Set.of(frame.from(), frame.to());
    List<Frame> run = runs.computeIfAbsent(pair, unknown -> new ArrayList<>());
    if (common(frame)) {
      run.add(frame);
    } else {
      end(run);
      rows.add(new Row.Arrow(frame));
    }
  }

  private void end(List<Frame> run) {
    if (run.size() < WORTH_FOLDING) {
      run.forEach(frame -> rows.add(new Row.Arrow(frame)));
    } else {
      Frame sample = run.stream().filter(Folding::isChunk).findFirst().orElse(run.get(0));
      rows.add(new Row.Fold(sample.from(), sample.to(), List.copyOf(run)));
    }
    run.clear();
  }

  /** Whether there are many of its kind in a long message. */
  private boolean common(Frame frame) {
    if (!(frame.content() instanceof Frame.Understood understood)) {
      return false;
    }
    MsrpHead head = understood.head();
    if (head instanceof ResponseHead response) {
      List<Object> question = List.of(head.transactionId(), frame.to(), frame.from());
      Frame request = requests.remove(question);
      return request != null && response.status().success();
    }
    boolean more = isChunk(frame) && frame.flag().equals(Optional.of(ContinuationFlag.MORE));
    if (more) {
      requests.put(List.of(head.transactionId(), frame.from(), frame.to()), frame);
    }
    return more && head.headers().byteRange().map(ByteRange::start).orElse(1L) > 1;
  }

  static boolean isChunk(Frame frame) {
    return frame.content() instanceof Frame.Understood understood
        && understood.head() instanceof RequestHead request
        && request.method().equals(MsrpMethod.SEND);
  }

  /** The message that a chunk belongs to. */
  static String message(Frame frame) {
    return frame.content() instanceof Frame.Understood understood
        ? understood.head().headers().messageId().orElse("")
        : "";
  }
}
