// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.CloseReason.Failed;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.TlsFailures;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

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

  /** Before TLS stood. */
  static CloseReason handshake(Throwable thrown) {
    boolean lost =
        thrown instanceof IOException
            && tlsCause(thrown) == null
            && !(thrown instanceof ClosedChannelException);
    return lost
        ? failed(Kind.RESET, "TLS handshake failed: " + TransportFailures.deepest(thrown), thrown)
        : new Failed(TlsFailures.handshake(thrown));
  }

  /** The peer's end where its part of the handshake was due. */
  static CloseReason endInHandshake() {
    return new Failed(
        new TransportException(TlsFailure.OTHER, "the peer ended the connection before TLS stood"));
  }

  /**
   * While the connection was open. In TLS 1.3 the peer's word on our certificate comes only now
   * (RFC 8446 §4.4.2.4), so that an alert of the handshake still means that.
   */
  static CloseReason broken(Throwable thrown) {
    SSLException tls = tlsCause(thrown);
    if (tls == null) {
      return failed(Kind.RESET, "connection lost: " + TransportFailures.deepest(thrown), thrown);
    }
    if (tls instanceof SSLHandshakeException
        || TlsFailures.alert(tls).filter(TlsFailures::isAboutCertificate).isPresent()) {
      return handshake(tls);
    }
    return failed(Kind.PROTOCOL_VIOLATION, "TLS broken: " + TransportFailures.deepest(tls), tls);
  }

  static CloseReason overflow() {
    return new Failed(
        new TransportException(Kind.ABORTED, "more input arrived unasked than can be kept"));
  }

  private static CloseReason failed(Kind kind, String message, Throwable cause) {
    return new Failed(new TransportException(kind, message, cause));
  }

  private static @org.jspecify.annotations.Nullable SSLException tlsCause(Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof SSLException tls) {
        return tls;
      }
    }
    return null;
  }
}
