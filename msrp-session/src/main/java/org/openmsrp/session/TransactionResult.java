// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpStatus;

/**
 * How the transaction of one chunk ended.
 *
 * @param status what was answered
 * @param source who says so
 */
public record TransactionResult(MsrpStatus status, Source source) {

  /** Who says how a transaction ended. */
  public enum Source {
    /** The next hop answered. */
    PEER,
    /** Nobody answered in time: 408 where an answer was due, else 200 (RFC 4975 §7.1.1). */
    LOCAL
  }

  /**
   * Checks that nothing is missing.
   *
   * @param status what was answered
   * @param source who says so
   */
  public TransactionResult {
    requireNonNull(status, "status");
    requireNonNull(source, "source");
  }
}
