// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

/**
 * Makes the identifiers of the protocol. Safe for use by many threads. Tests and simulations bring
 * a seeded one; everything else uses {@link #secure()}.
 */
public interface IdentifierSource {

  /**
   * The source for production: a cryptographic random generator.
   *
   * @return a shared instance
   */
  static IdentifierSource secure() {
    return SecureIdentifiers.INSTANCE;
  }

  /**
   * A new transaction id with at least 64 random bits (RFC 4975 §7.1).
   *
   * @return an {@code ident}
   */
  String transactionId();

  /**
   * A new Message-ID that no other endpoint is likely to choose (RFC 4975 §7.1.1).
   *
   * @return an {@code ident}
   */
  String messageId();

  /**
   * A new session id with at least 80 random bits (RFC 4975 §14.1).
   *
   * @return characters that are legal in a URI's session id
   */
  String sessionId();
}
