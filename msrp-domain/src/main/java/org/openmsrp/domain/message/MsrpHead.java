// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import org.openmsrp.domain.header.MsrpHeaders;
import org.openmsrp.domain.uri.MsrpPath;

/** What stands before the body: start line, paths and further headers (RFC 4975 §9). Immutable. */
public sealed interface MsrpHead permits RequestHead, ResponseHead {

  /**
   * The transaction id, which the end-line repeats.
   *
   * @return an {@code ident}
   */
  String transactionId();

  /**
   * Where the chunk goes.
   *
   * @return the value of To-Path
   */
  MsrpPath toPath();

  /**
   * Where the chunk comes from.
   *
   * @return the value of From-Path
   */
  MsrpPath fromPath();

  /**
   * The headers behind the paths.
   *
   * @return possibly none
   */
  MsrpHeaders headers();
}
