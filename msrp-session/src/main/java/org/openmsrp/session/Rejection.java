// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpStatus;

/**
 * Why a request does not belong to a session.
 *
 * @param status what to answer
 * @param reason why, for people
 */
public record Rejection(MsrpStatus status, String reason) {

  /**
   * Checks that nothing is missing.
   *
   * @param status what to answer
   * @param reason why
   */
  public Rejection {
    requireNonNull(status, "status");
    requireNonNull(reason, "reason");
  }
}
