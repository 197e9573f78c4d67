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

  static TransportException noCredentials() {
    return new TransportException(
        TlsFailure.UNUSABLE_CREDENTIALS, "the scheme tls needs TLS credentials");
  }

  static TransportException unusableCredentials(Exception cause) {
    return new TransportException(
        TlsFailure.UNUSABLE_CREDENTIALS, "unusable TLS credentials", cause);
  }

  static CloseReason truncated() {
    return new Failed(
        new TransportException(
            Kind.TRUNCATED, "the stream ended without close_notify (RFC 8446 §6.1)"));
  }

  /** The peer's end where its part of the handshake was due. */
  static CloseReason endInHandshake() {
    return new Failed(
        new TransportException(TlsFailure.OTHER, "the peer ended the connection before TLS stood"));
  }

  static CloseReason overflow() {
    return new Failed(
        new TransportException(Kind.ABORTED, "more input arrived unasked than can be kept"));
  }
}
