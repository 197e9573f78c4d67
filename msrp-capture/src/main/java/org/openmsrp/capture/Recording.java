// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.capture;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a capture holds of MSRP: its frames in the order in which they began.
 *
 * @param frames the frames of all connections
 * @param whole false if the capture has more frames than {@link #FRAMES}
 */
public record Recording(List<Frame> frames, boolean whole) {

  /** So many frames are read at most: a capture may be larger than the memory. */
  public static final int FRAMES = 500_000;

  /** So many connections are followed at once; each costs some kilobytes. */
  private static final int CONNECTIONS = 10_000;

  /**
   * Copies the list.
   *
   * @param frames the frames of all connections
   * @param whole whether these are all
   */
  public Recording {
    frames = List.copyOf(frames);
  }

  /**
   * Reads a capture: one of {@link Capture}, or one that tcpdump or Wireshark made of plain TCP, in
   * pcapng or pcap. Connections that don't speak MSRP, and those through TLS or WebSocket that were
   * captured from outside, are left out: nothing of them can be read.
   *
   * @param path the file
   * @return what is in it
   * @throws CaptureException if the file can't be read or is no capture
   */
  public static Recording of(Path path) {
    Reading reading = new Reading();
    try (CaptureReader reader = new CaptureReader(path)) {
      for (CaptureReader.Packet packet = reader.next();
          packet != null && reading.frames.size() < FRAMES;
          packet = reader.next()) {
        Segment.of(packet).ifPresent(reading::take);
      }
    }
    return reading.end();
  }

  /** Brings segments to their connections. */
  private static final class Reading {
    private final Map<List<Party>, Direction> directions = new HashMap<>();
    private final List<Frame> frames = new ArrayList<>();

    void take(Segment segment) {
      List<Party> way = List.of(segment.from(), segment.to());
      Direction direction = directions.get(way);
      boolean begins = (segment.flags() & TcpPackets.SYN) != 0;
      if (direction == null || begins) {
        if (direction != null) {
          direction.end();
        } else if (directions.size() == CONNECTIONS) {
          return;
        }
        direction = new Direction(segment.from(), segment.to(), frames::add);
        directions.put(way, direction);
      }
      direction.take(segment);
    }

    Recording end() {
      directions.values().forEach(Direction::end);
      directions.clear();
      Set<Party> speaking = new HashSet<>();
      for (Frame frame : frames) {
        if (frame.content() instanceof Frame.Understood) {
          speaking.add(frame.from());
          speaking.add(frame.to());
        }
      }
      List<Frame> spoken = new ArrayList<>(frames);
      // What is broken counts where something can be read as well.
      spoken.removeIf(frame -> !speaking.contains(frame.from()));
      spoken.sort(Comparator.comparing(Frame::began));
      return new Recording(spoken, frames.size() < FRAMES);
    }
  }
}
