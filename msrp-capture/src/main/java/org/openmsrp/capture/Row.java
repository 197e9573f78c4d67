// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.time.Instant;
import java.util.List;

/** One line of a ladder. */
sealed interface Row {

  /** When what it shows began. */
  Instant began();

  Party from();

  Party to();

  /** A frame. */
  record Arrow(Frame frame) implements Row {
    @Override
    public Instant began() {
      return frame.began();
    }

    @Override
    public Party from() {
      return frame.from();
    }

    @Override
    public Party to() {
      return frame.to();
    }
  }

  /** Many chunks in the middle of messages, and their answers. */
  record Fold(Party from, Party to, List<Frame> frames) implements Row {
    @Override
    public Instant began() {
      return frames.get(0).began();
    }

    Instant ended() {
      return frames.get(frames.size() - 1).ended();
    }

    /** What it hides, in words. */
    String words() {
      long chunks = frames.stream().filter(Folding::isChunk).count();
      long answers = frames.size() - chunks;
      long octets = frames.stream().mapToLong(Frame::octets).sum();
      String more = answers > 0 ? "; " + answers + " × 200" : "";
      return "⋮ " + chunks + " chunks" + messages() + ", " + Label.size(octets) + more;
    }

    private String messages() {
      long count =
          frames.stream().filter(Folding::isChunk).map(Folding::message).distinct().count();
      return count > 1 ? " of " + count + " messages" : "";
    }
  }
}
