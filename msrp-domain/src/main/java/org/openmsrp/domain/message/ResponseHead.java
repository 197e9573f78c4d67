// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * A response. It has no body, so the head is all of it (RFC 4975 §7.2).
 *
 * @param transactionId the request's transaction id
 * @param status what became of the request
 * @param toPath where it goes
 * @param fromPath where it comes from
 * @param headers the headers behind the paths
 */
public record ResponseHead(
    String transactionId,
    MsrpStatus status,
    MsrpPath toPath,
    MsrpPath fromPath,
    MsrpHeaders headers)
    implements MsrpHead {

  /**
   * Checks that nothing is missing.
   *
   * @param transactionId an {@code ident}
   * @param status what became of the request
   * @param toPath where it goes
   * @param fromPath where it comes from
   * @param headers the headers behind the paths
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public ResponseHead {
    Texts.requireIdent(requireNonNull(transactionId, "transactionId"), "transaction id");
    requireNonNull(status, "status");
    requireNonNull(toPath, "toPath");
    requireNonNull(fromPath, "fromPath");
    requireNonNull(headers, "headers");
  }
}
