// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.uri.MsrpPath;

/** A whole request or response in memory: the unit of the wire (RFC 4975 §7). Immutable. */
public sealed interface MsrpChunk permits MsrpRequest, MsrpResponse {

  /**
   * Everything before the body.
   *
   * @return the head
   */
  MsrpHead head();

  /**
   * The flag of the end-line.
   *
   * @return for a response always {@link ContinuationFlag#COMPLETE}
   */
  ContinuationFlag flag();

  /**
   * How long the body is.
   *
   * @return octets, 0 without a body
   */
  int size();

  /**
   * The transaction id.
   *
   * @return an {@code ident}
   */
  default String transactionId() {
    return head().transactionId();
  }

  /**
   * Where the chunk goes.
   *
   * @return the value of To-Path
   */
  default MsrpPath toPath() {
    return head().toPath();
  }

  /**
   * Where the chunk comes from.
   *
   * @return the value of From-Path
   */
  default MsrpPath fromPath() {
    return head().fromPath();
  }

  /**
   * The headers behind the paths.
   *
   * @return possibly none
   */
  default MsrpHeaders headers() {
    return head().headers();
  }
}
