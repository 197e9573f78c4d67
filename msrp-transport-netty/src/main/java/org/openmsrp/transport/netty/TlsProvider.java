// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

/** Who encrypts. */
public enum TlsProvider {

  /** The JDK. */
  JDK,

  /**
   * BoringSSL, which costs less; needs {@code netty-tcnative-boringssl-static} at run time, without
   * which the transport can't be made.
   */
  BORINGSSL
}
