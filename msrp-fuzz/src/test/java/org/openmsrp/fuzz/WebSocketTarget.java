// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;
import static org.openmsrp.fuzz.Chance.requireEqual;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.testkit.tck.RecordingHandler;
import org.openmsrp.transport.websocket.FrameDoor;

/** What a peer may send on a WebSocket: the contract of transports holds, however it is cut. */
final class WebSocketTarget {

  /** The least that can be set, so that short inputs go beyond it. */
  static final int MOST = 1024;

  /** As many reads as a run has time for. */
  private static final int FEW = 100;

  private static final int CLIENT = 1;
  private static final int ACTING = 2;

  private WebSocketTarget() {}

  static void run(byte[] octets) {
    if (octets.length == 0) {
      return;
    }
    boolean client = (octets[0] & CLIENT) != 0;
    byte[] input = Arrays.copyOfRange(octets, 1, octets.length);
    Random random = Chance.of(octets);
    if ((octets[0] & ACTING) != 0) {
      acting(client, Chance.pieces(input, random), random);
      return;
    }
    List<String> whole = heard(client, List.of(input));
    requireEqual(heard(client, Chance.pieces(input, random)), whole, "cuts change nothing");
    if (input.length <= FEW) {
      requireEqual(heard(client, Chance.singleOctets(input)), whole, "single octets are the same");
    }
  }

  /** What a user gets who reads all: whole messages, and how it ended. */
  private static List<String> heard(boolean client, List<byte[]> pieces) {
    Messages messages = new Messages();
    RecordingHandler handler = new RecordingHandler("fuzzed").reading();
    handler.whenBytes(messages::add);
    FrameDoor door = new FrameDoor(client, MOST, handler);
    pieces.forEach(door::receive);
    end(door, handler);
    return messages.heard(handler);
  }

  /** A user who reads now and then, writes, closes and gives up; time passes. */
  private static void acting(boolean client, List<byte[]> pieces, Random random) {
    RecordingHandler handler = new RecordingHandler("fuzzed");
    FrameDoor door = new FrameDoor(client, MOST, handler);
    for (byte[] piece : pieces) {
      door.receive(piece);
      if (handler.closeReason().isEmpty()) {
        act(door, handler, random.nextInt(8));
      }
      door.settle();
    }
    end(door, handler);
  }

  private static void act(FrameDoor door, RecordingHandler handler, int choice) {
    switch (choice) {
      case 0 -> door.runTimers();
      case 1 -> handler.close();
      case 2 -> handler.connection().abort(new TransportException(Kind.ABORTED, "by chance"));
      case 3 -> handler.connection().wake();
      case 4 -> {
        if (handler.written() == 0) {
          handler.connection().write(true, ByteBuffer.allocate(MOST));
        }
      }
      default -> handler.demand();
    }
  }

  private static void end(FrameDoor door, RecordingHandler handler) {
    door.receiveEnd();
    for (int i = 0; i < 3; i++) {
      if (handler.closeReason().isEmpty()) {
        handler.close();
        door.settle();
      }
      door.runTimers();
    }
    require(handler.opens() == 1, "it has opened");
    require(handler.closeReason().isPresent(), "it has ended: " + handler);
    handler.closeReason().ifPresent(WebSocketTarget::requireNoFaultOfOurs);
    require(handler.violations().isEmpty(), "the contract holds: " + handler.violations());
    require(door.buffersInUse() == 0, "no buffer is left: " + door.buffersInUse());
  }

  private static void requireNoFaultOfOurs(CloseReason reason) {
    Throwable cause = reason instanceof CloseReason.Failed failed ? failed.cause() : null;
    for (Throwable next = cause; next != null; next = next.getCause()) {
      String name = next.getClass().getName();
      boolean ours = next instanceof Error || name.startsWith("java.lang.");
      if (ours) {
        throw new AssertionError("something has failed within", next);
      }
    }
  }

  /** Whole messages: how far a broken one came depends on cuts. */
  private static final class Messages {
    private final List<byte[]> pieces = new ArrayList<>();

    void add(ByteBuffer bytes) {
      byte[] piece = new byte[bytes.remaining()];
      bytes.get(piece);
      pieces.add(piece);
    }

    List<String> heard(RecordingHandler handler) {
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      pieces.forEach(all::writeBytes);
      byte[] octets = all.toByteArray();
      List<String> heard = new ArrayList<>();
      int from = 0;
      for (long end : handler.frameEnds()) {
        require(end - from <= MOST, "a message is bounded");
        heard.add(HexFormat.of().formatHex(octets, from, (int) end));
        from = (int) end;
      }
      heard.add(String.valueOf(handler.closeReason().orElseThrow()));
      return heard;
    }
  }
}
