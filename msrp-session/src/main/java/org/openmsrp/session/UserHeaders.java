// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.List;
import java.util.Set;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;

/** The headers that users may add to a message: all but those that the session itself writes. */
final class UserHeaders {

  /** Bodies are always binary (RFC 4975 §7.1.1), so this one must not be there at all. */
  private static final HeaderName<?> TRANSFER_ENCODING = HeaderName.of("Content-Transfer-Encoding");

  private static final Set<HeaderName<?>> OWN =
      Set.of(
          HeaderName.TO_PATH,
          HeaderName.FROM_PATH,
          HeaderName.MESSAGE_ID,
          HeaderName.BYTE_RANGE,
          HeaderName.SUCCESS_REPORT,
          HeaderName.FAILURE_REPORT,
          HeaderName.STATUS,
          HeaderName.CONTENT_TYPE,
          TRANSFER_ENCODING);

  private UserHeaders() {}

  /**
   * Copies a list after a check.
   *
   * @throws IllegalArgumentException if a header is one that the session writes
   */
  static List<Header<?>> copyOf(List<Header<?>> headers) {
    for (Header<?> header : headers) {
      if (OWN.contains(header.name())) {
        throw new IllegalArgumentException(header.name() + " is not for users to add");
      }
    }
    return List.copyOf(headers);
  }
}
