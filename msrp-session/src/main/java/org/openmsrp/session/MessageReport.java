// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.ByteRange;

/**
 * News about a message that was sent: a REPORT, or an error response that came after the message's
 * fate was already known.
 *
 * @param messageId which message
 * @param status what became of the octets; a success covers {@code range}
 * @param range which octets, if the peer said
 */
public record MessageReport(String messageId, MsrpStatus status, Optional<ByteRange> range) {

  /**
   * Checks that nothing is missing.
   *
   * @param messageId which message
   * @param status what became of the octets
   * @param range which octets
   */
  public MessageReport {
    requireNonNull(messageId, "messageId");
    requireNonNull(status, "status");
    requireNonNull(range, "range");
  }
}
