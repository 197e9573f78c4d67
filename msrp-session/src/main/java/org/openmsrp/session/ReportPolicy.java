// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

/**
 * When a session sends the success reports that the peer asks for (RFC 4975 §7.1.3).
 *
 * @param automatic whether a message that was taken is reported by itself; false leaves it to
 *     {@link IncomingMessage#confirm}
 * @param every after so many octets that were taken, the first ones of a message are reported
 *     before it is complete; 0 reports a message as a whole
 */
public record ReportPolicy(boolean automatic, long every) {

  /** One report when the message was taken as a whole. */
  public static final ReportPolicy WHOLE = new ReportPolicy(true, 0);

  /** One report when the user calls {@link IncomingMessage#confirm}. */
  public static final ReportPolicy MANUAL = new ReportPolicy(false, 0);

  /**
   * Checks the range.
   *
   * @param automatic whether a message that was taken is reported by itself
   * @param every octets, not negative; 0 if not automatic
   * @throws IllegalArgumentException if it is negative, or reports are not automatic
   */
  public ReportPolicy {
    if (every < 0 || (every > 0 && !automatic)) {
      throw new IllegalArgumentException("a report every " + every + " octets");
    }
  }

  /**
   * Reports while a message is being taken, so that its sender sees how far the peer is.
   *
   * @param octets how many from one report to the next, positive
   * @return the policy
   */
  public static ReportPolicy every(long octets) {
    if (octets < 1) {
      throw new IllegalArgumentException("a report every " + octets + " octets");
    }
    return new ReportPolicy(true, octets);
  }
}
