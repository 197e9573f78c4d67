// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static java.util.Objects.requireNonNull;

import java.util.Optional;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * What could be read of a malformed request or response: enough to answer 400 (RFC 4975 §10.2), or
 * to complete the transaction that it responds to.
 *
 * @param transactionId an {@code ident}
 * @param method the method of a request
 * @param status the status of a response
 * @param toPath the To-Path, if there is a legible one, wherever it stands
 * @param fromPath the From-Path, if there is a legible one, wherever it stands; without it there is
 *     nobody to answer
 * @param failureReport which answers the sender wants; {@link FailureReport#YES} if it does not say
 * @param error the first error, with its place in the stream
 */
public record MalformedChunk(
    String transactionId,
    Optional<MsrpMethod> method,
    Optional<MsrpStatus> status,
    Optional<MsrpPath> toPath,
    Optional<MsrpPath> fromPath,
    FailureReport failureReport,
    MsrpSyntaxException error) {

  /**
   * Checks that nothing is missing.
   *
   * @param transactionId an {@code ident}
   * @param method the method of a request
   * @param status the status of a response
   * @param toPath the To-Path, if legible
   * @param fromPath the From-Path, if legible
   * @param failureReport which answers the sender wants
   * @param error the first error
   */
  public MalformedChunk {
    requireNonNull(transactionId, "transactionId");
    requireNonNull(method, "method");
    requireNonNull(status, "status");
    requireNonNull(toPath, "toPath");
    requireNonNull(fromPath, "fromPath");
    requireNonNull(failureReport, "failureReport");
    requireNonNull(error, "error");
  }
}
