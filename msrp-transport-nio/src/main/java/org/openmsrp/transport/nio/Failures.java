// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.TlsFailures;

/** What the system's errors are in the port's terms. */
final class Failures {

  private Failures() {}

  static TransportException unexpected(RuntimeException cause) {
    return new TransportException(Kind.ABORTED, "transport failed: " + cause, cause);
  }

  static CloseReason reset(IOException cause) {
    return new CloseReason.Failed(
        new TransportException(Kind.RESET, "connection lost: " + cause.getMessage(), cause));
  }

  /** What went wrong before TLS stood. */
  static CloseReason handshake(Exception cause) {
    return new CloseReason.Failed(TlsFailures.handshake(cause));
  }

  /**
   * What went wrong afterwards. In TLS 1.3 the peer's word on our certificate comes only now, as an
   * alert of the handshake (RFC 8446 §4.4.2.4).
   */
  static CloseReason violation(SSLException cause) {
    if (cause instanceof SSLHandshakeException) {
      return handshake(cause);
    }
    return new CloseReason.Failed(
        new TransportException(
            Kind.PROTOCOL_VIOLATION, "TLS broken: " + cause.getMessage(), cause));
  }

  static CloseReason truncated() {
    return new CloseReason.Failed(
        new TransportException(
            Kind.TRUNCATED, "the stream ended without close_notify (RFC 8446 §6.1)"));
  }
}
