// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.MsrpHeaders;

/**
 * A response as a chunk.
 *
 * @param head all of it
 */
public record MsrpResponse(ResponseHead head) implements MsrpChunk {

  /**
   * Checks that nothing is missing.
   *
   * @param head all of it
   */
  public MsrpResponse {
    requireNonNull(head, "head");
  }

  /**
   * What became of the request.
   *
   * @return code and comment
   */
  public MsrpStatus status() {
    return head.status();
  }

  /**
   * The same response with other headers.
   *
   * @param headers the headers behind the paths
   * @return a copy
   */
  public MsrpResponse withHeaders(MsrpHeaders headers) {
    return new MsrpResponse(
        new ResponseHead(
            head.transactionId(), head.status(), head.toPath(), head.fromPath(), headers));
  }

  @Override
  public ContinuationFlag flag() {
    return ContinuationFlag.COMPLETE;
  }

  @Override
  public int size() {
    return 0;
  }
}
