// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.CloseReason.Failed;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** What Netty's errors are in the port's terms. */
final class Failures {

  private Failures() {}

  static TransportException unusableCredentials(Exception cause) {
    return new TransportException(
        TlsFailure.UNUSABLE_CREDENTIALS, "unusable TLS credentials", cause);
  }

  static CloseReason overflow() {
    return new Failed(
        new TransportException(Kind.ABORTED, "more input arrived unasked than can be kept"));
  }
}
