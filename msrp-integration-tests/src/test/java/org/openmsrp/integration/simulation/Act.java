// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import org.openmsrp.session.ReportRequest;
import org.openmsrp.testkit.loopback.LoopbackNetwork;

/** Something that happens in a scenario: a call of a user, or a fault. Times in milliseconds. */
sealed interface Act {

  /** When it happens. */
  int at();

  /** On which talk; -1 if it is about none. */
  default int talk() {
    return -1;
  }

  /** How a message is handed to its session. */
  enum Carrier {
    MEMORY,
    FILE
  }

  /** What the receiving user does with a message. */
  enum Taking {
    /** Takes it octet by octet, at once. */
    SINK,
    BYTES,
    DISCARD,
    /** Takes it some seconds later. */
    LATE,
    NEVER,
    /** Refuses it once it is shown. */
    REJECT,
    /** Fails while it is written. */
    FAIL,
    /** Refuses its first chunk. */
    SCREEN
  }

  /**
   * A user sends a message.
   *
   * @param id the message's number
   * @param talk on which talk
   * @param active whether the active side sends
   * @param size octets
   * @param type its content type
   * @param cancelAfter milliseconds until the sender gives it up, or -1
   */
  record Send(
      int at,
      int id,
      int talk,
      boolean active,
      int size,
      Carrier carrier,
      ReportRequest reports,
      String type,
      Taking taking,
      int cancelAfter)
      implements Act {}

  /** A user closes its session. */
  record Close(int at, int talk, boolean active) implements Act {}

  /** A user sends an empty SEND to see whether the peer is there. */
  record KeepAlive(int at, int talk, boolean active) implements Act {}

  /** A user asks for a nickname. */
  record Nickname(int at, int talk, boolean active) implements Act {}

  /** Somebody else connects and claims to be the active side: a connection that comes twice. */
  record Twice(int at, int talk) implements Act {}

  /** The users of one side do nothing for some time. */
  record Stall(int at, boolean active, int millis) implements Act {}

  /** A host is cut off, for some time or (-1) for good. */
  record Cut(int at, String host, int millis) implements Act {}

  /** The connections of a host are reset. */
  record Reset(int at, String host) implements Act {}

  /** One direction of the connections of a host ends. */
  record HalfClose(int at, String host, LoopbackNetwork.Side whose) implements Act {}

  /** The transport of one side is closed under its stack. */
  record Crash(int at, boolean active) implements Act {}
}
