// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * The head of a request.
 *
 * @param transactionId an {@code ident}
 * @param method what is asked
 * @param toPath where it goes
 * @param fromPath where it comes from
 * @param headers the headers behind the paths
 */
public record RequestHead(
    String transactionId,
    MsrpMethod method,
    MsrpPath toPath,
    MsrpPath fromPath,
    MsrpHeaders headers)
    implements MsrpHead {

  /**
   * Checks that nothing is missing.
   *
   * @param transactionId an {@code ident}
   * @param method what is asked
   * @param toPath where it goes
   * @param fromPath where it comes from
   * @param headers the headers behind the paths
   * @throws MsrpSyntaxException if the transaction id is malformed
   */
  public RequestHead {
    Texts.requireIdent(requireNonNull(transactionId, "transactionId"), "transaction id");
    requireNonNull(method, "method");
    requireNonNull(toPath, "toPath");
    requireNonNull(fromPath, "fromPath");
    requireNonNull(headers, "headers");
  }

  /**
   * The head of a response to this request (RFC 4975 §7.2): a SEND is answered to the previous hop
   * only, any other request along its whole From-Path.
   *
   * @param status what became of the request
   * @return a head with swapped paths and no further headers
   */
  public ResponseHead respond(MsrpStatus status) {
    MsrpPath back = method.equals(MsrpMethod.SEND) ? MsrpPath.of(fromPath.first()) : fromPath;
    return new ResponseHead(
        transactionId, status, back, MsrpPath.of(toPath.first()), MsrpHeaders.NONE);
  }
}
