// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.OptionalInt;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.SessionEnd;

/** What became of messages and sessions, as events. */
final class Fates {

  /**
   * A message whose fate is told.
   *
   * @param id its Message-ID
   * @param subject names it for people
   * @param file whether it is a file, which could be resumed
   */
  record Subject(String id, String subject, boolean file) {

    private Event.Failed failed(String kind, OptionalInt code, String reason, long acknowledged) {
      boolean resumable = file && acknowledged > 0;
      return new Event.Failed(id, subject, kind, code, reason, acknowledged, resumable);
    }
  }

  private Fates() {}

  /** The event that tells a message's fate; {@code acknowledged} is what the peer has for sure. */
  static Event of(Subject subject, Delivery delivery, double seconds, long acknowledged) {
    if (delivery instanceof Delivery.Delivered whole) {
      return delivered(subject, whole.octets(), seconds, true);
    }
    if (delivery instanceof Delivery.Accepted accepted) {
      return delivered(subject, accepted.octets(), seconds, false);
    }
    if (delivery instanceof Delivery.Sent sent) {
      return delivered(subject, sent.octets(), seconds, false);
    }
    return failed(subject, delivery, acknowledged);
  }

  private static Event delivered(Subject subject, long octets, double seconds, boolean reported) {
    return new Event.Delivered(subject.id, subject.subject, octets, seconds, reported);
  }

  private static Event.Failed failed(Subject subject, Delivery delivery, long acknowledged) {
    if (delivery instanceof Delivery.Rejected rejected) {
      MsrpStatus status = rejected.status();
      OptionalInt code = OptionalInt.of(status.code());
      return subject.failed("rejected", code, "the peer said " + status, acknowledged);
    }
    if (delivery instanceof Delivery.ConnectionLost lost) {
      OptionalInt code = code(lost.reason());
      return subject.failed("connection-lost", code, closed(lost.reason()).detail(), acknowledged);
    }
    boolean timeout = delivery instanceof Delivery.TimedOut;
    String reason = delivery instanceof Delivery.Aborted aborted ? aborted.reason() : "no answer";
    String kind = timeout ? "timed-out" : "aborted";
    return subject.failed(kind, OptionalInt.empty(), reason, acknowledged);
  }

  private static OptionalInt code(SessionEnd end) {
    return end instanceof SessionEnd.Refused refused
        ? OptionalInt.of(refused.status().code())
        : OptionalInt.empty();
  }

  /** A message that its session did not take any more. */
  static Event.Failed unsent(Subject subject, String reason) {
    return subject.failed("connection-lost", OptionalInt.empty(), reason, 0);
  }

  /** A message that the user gave up before it was sent. */
  static Event.Failed interrupted(Subject subject) {
    return subject.failed("aborted", OptionalInt.empty(), "interrupted", 0);
  }

  /** The event that tells a session's end. */
  static Event.Closed closed(SessionEnd end) {
    return new Event.Closed(reason(end), end.explanation());
  }

  private static String reason(SessionEnd end) {
    if (end instanceof SessionEnd.ClosedByPeer) {
      return "closed-by-peer";
    }
    if (end instanceof SessionEnd.ConnectionFailed) {
      return "connection-failed";
    }
    if (end instanceof SessionEnd.ProtocolError) {
      return "protocol-error";
    }
    if (end instanceof SessionEnd.Idle || end instanceof SessionEnd.PeerSilent) {
      return "timed-out";
    }
    return end instanceof SessionEnd.Refused ? "refused" : "closed-locally";
  }

  /** Whether a session ended because one side wanted it to. */
  static boolean orderly(SessionEnd end) {
    return end instanceof SessionEnd.ClosedByPeer || end instanceof SessionEnd.ClosedLocally;
  }
}
