// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import java.util.Locale;

/** The two URI schemes of RFC 4975 §6. */
public enum MsrpScheme {
  /** The next hop may be reached without TLS. */
  MSRP,
  /** The next hop must be reached over TLS. */
  MSRPS;

  private final String text = name().toLowerCase(Locale.ROOT);

  /**
   * The scheme as it is printed.
   *
   * @return {@code msrp} or {@code msrps}
   */
  public String text() {
    return text;
  }

  /**
   * Whether TLS is demanded (RFC 4975 §6).
   *
   * @return true for {@code msrps}
   */
  public boolean secure() {
    return this == MSRPS;
  }
}
