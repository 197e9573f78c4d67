// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static java.util.Objects.requireNonNull;

import java.io.Serial;

/**
 * Keys or certificates can't be loaded: what happened ({@link #kind()}), in which file and, where
 * lines are, in which line. What the file holds is never repeated.
 */
public final class TlsCredentialsException extends RuntimeException {

  /** What happened. */
  public enum Kind {
    /** The file can't be read. */
    UNREADABLE,
    /** The file is larger than keys and certificates are. */
    TOO_LARGE,
    /** There is no certificate in it. */
    NO_CERTIFICATE,
    /** There is no private key in it. */
    NO_KEY,
    /** It is not what it should be. */
    MALFORMED,
    /** The password is wrong, or one is needed. */
    WRONG_PASSWORD,
    /** A kind of key or of encryption that is not supported. */
    UNSUPPORTED,
    /** The private key does not belong to the first certificate. */
    KEY_MISMATCH
  }

  @Serial private static final long serialVersionUID = 1L;

  /** What happened. */
  private final Kind kind;

  TlsCredentialsException(Kind kind, String message) {
    super(message);
    this.kind = requireNonNull(kind, "kind");
  }

  TlsCredentialsException(Kind kind, String message, Throwable cause) {
    super(message, cause);
    this.kind = requireNonNull(kind, "kind");
  }

  /**
   * What happened.
   *
   * @return the kind of failure
   */
  public Kind kind() {
    return kind;
  }
}
