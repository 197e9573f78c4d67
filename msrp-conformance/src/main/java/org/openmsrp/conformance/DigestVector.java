// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

/**
 * One worked example of digest arithmetic (RFC 2617 §3.2.2, RFC 4976 §9.1): MD5, {@code qop=auth}.
 *
 * @param name of this vector
 * @param username in plain text
 * @param realm of the challenge
 * @param password in plain text; its octets are UTF-8
 * @param method of the request, {@code AUTH} for MSRP
 * @param uri the digest-uri
 * @param nonce of the challenge
 * @param nonceCount eight hexadecimal digits
 * @param cnonce of the client
 * @param ha1 H(A1), 32 hexadecimal digits
 * @param ha2 H(A2), 32 hexadecimal digits
 * @param response the request-digest, 32 hexadecimal digits
 * @param responseAuth the response-digest ({@code rspauth}), 32 hexadecimal digits
 * @param source where the figures come from
 */
public record DigestVector(
    String name,
    String username,
    String realm,
    String password,
    String method,
    String uri,
    String nonce,
    String nonceCount,
    String cnonce,
    String ha1,
    String ha2,
    String response,
    String responseAuth,
    String source) {

  static DigestVector of(String[] row) {
    return new DigestVector(
        row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[8], row[9], row[10],
        row[11], row[12], row[13]);
  }

  /**
   * The name, so that a test report tells which vector failed.
   *
   * @return {@link #name()}
   */
  @Override
  public String toString() {
    return name;
  }
}
