// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.auth;

import java.util.Locale;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * What goes into one digest beside the secret.
 *
 * @param nonce the relay's nonce
 * @param count how often this nonce has been used, this time included: 1 to 2^32 - 1
 * @param cnonce the client's nonce
 * @param uri the rightmost URI of the AUTH request's To-Path, exactly as sent (RFC 4976 §9.1)
 */
public record DigestAttempt(String nonce, long count, String cnonce, String uri) {

  /** The only quality of protection that RFC 4976 uses. */
  public static final String QOP_AUTH = "auth";

  /**
   * Checks the ranges.
   *
   * @param nonce the relay's nonce
   * @param count 1 to 2^32 - 1
   * @param cnonce the client's nonce
   * @param uri the rightmost URI of the To-Path
   * @throws MsrpSyntaxException if the count is out of its range, or a text holds a control
   *     character
   */
  public DigestAttempt {
    Texts.requireUtf8Text(nonce, "nonce");
    Texts.requireUtf8Text(cnonce, "cnonce");
    Texts.requireUtf8Text(uri, "digest uri");
    if (count < 1 || count > 0xffff_ffffL) {
      throw new MsrpSyntaxException("nonce count out of range: " + count, "RFC 2617 §3.2.2");
    }
  }

  /**
   * The count as it is printed and hashed.
   *
   * @return eight lower-case hexadecimal digits
   */
  public String nonceCount() {
    return String.format(Locale.ROOT, "%08x", count);
  }
}
