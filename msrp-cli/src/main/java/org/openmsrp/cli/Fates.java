// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.OptionalInt;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.SessionEnd;

/** What became of messages and sessions, as events. */
final class Fates {

  private Fates() {}

  /** The event that tells a message's fate; {@code subject} names it for people. */
  static Event of(String id, String subject, Delivery delivery, double seconds) {
    if (delivery instanceof Delivery.Delivered whole) {
      return new Event.Delivered(id, subject, whole.octets(), seconds, true);
    }
    if (delivery instanceof Delivery.Accepted accepted) {
      return new Event.Delivered(id, subject, accepted.octets(), seconds, false);
    }
    if (delivery instanceof Delivery.Sent sent) {
      return new Event.Delivered(id, subject, sent.octets(), seconds, false);
    }
    return failed(id, subject, delivery);
  }

  private static Event.Failed failed(String id, String subject, Delivery delivery) {
    if (delivery instanceof Delivery.Rejected rejected) {
      MsrpStatus status = rejected.status();
      return new Event.Failed(
          id, subject, "rejected", OptionalInt.of(status.code()), "the peer said " + status);
    }
    if (delivery instanceof Delivery.ConnectionLost lost) {
      return lost(id, subject, lost.reason());
    }
    boolean timeout = delivery instanceof Delivery.TimedOut;
    String reason = delivery instanceof Delivery.Aborted aborted ? aborted.reason() : "no answer";
    return new Event.Failed(
        id, subject, timeout ? "timed-out" : "aborted", OptionalInt.empty(), reason);
  }

  private static Event.Failed lost(String id, String subject, SessionEnd end) {
    OptionalInt code =
        end instanceof SessionEnd.Refused refused
            ? OptionalInt.of(refused.status().code())
            : OptionalInt.empty();
    return new Event.Failed(id, subject, "connection-lost", code, closed(end).detail());
  }

  /** A message that its session did not take any more. */
  static Event.Failed unsent(String id, String subject, String reason) {
    return new Event.Failed(id, subject, "connection-lost", OptionalInt.empty(), reason);
  }

  /** A message that the user gave up before it was sent. */
  static Event.Failed interrupted(String id, String subject) {
    return new Event.Failed(id, subject, "aborted", OptionalInt.empty(), "interrupted");
  }

  /** The event that tells a session's end. */
  static Event.Closed closed(SessionEnd end) {
    if (end instanceof SessionEnd.ClosedByPeer) {
      return new Event.Closed("closed-by-peer", "the peer closed the session");
    }
    if (end instanceof SessionEnd.ConnectionFailed failed) {
      return new Event.Closed(
          "connection-failed", "the connection broke: " + failed.cause().getMessage());
    }
    if (end instanceof SessionEnd.ProtocolError error) {
      return new Event.Closed(
          "protocol-error", "the peer broke the protocol: " + error.cause().getMessage());
    }
    if (end instanceof SessionEnd.Refused refused) {
      return new Event.Closed("refused", "the peer refused the session: " + refused.status());
    }
    return new Event.Closed("closed-locally", "the session was closed here");
  }

  /** Whether a session ended because one side wanted it to. */
  static boolean orderly(SessionEnd end) {
    return end instanceof SessionEnd.ClosedByPeer || end instanceof SessionEnd.ClosedLocally;
  }
}
