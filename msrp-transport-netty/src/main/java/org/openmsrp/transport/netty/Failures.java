// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.netty;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.CloseReason.Failed;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.TlsFailures;

/** What Netty's errors are in the port's terms. */
final class Failures {

  private Failures() {}

  static TransportException unknownHost(Endpoint endpoint, Exception cause) {
    return new TransportException(
        Kind.UNREACHABLE, "no address known for " + endpoint.host(), cause);
  }

  static TransportException unreachable(Endpoint endpoint, Throwable thrown) {
    Throwable cause = unwrap(thrown);
    return cause instanceof TransportException known
        ? known
        : new TransportException(
            Kind.UNREACHABLE, "can't connect to " + endpoint + ": " + cause.getMessage(), cause);
  }

  static TransportException notServed(Endpoint endpoint) {
    return new TransportException(
        Kind.UNREACHABLE, "scheme " + endpoint.scheme() + " is not served: " + endpoint);
  }

  static TransportException timeout(Endpoint endpoint) {
    return new TransportException(Kind.TIMEOUT, "no connection to " + endpoint + " in time");
  }

  static TransportException cancelled(Endpoint endpoint) {
    return new TransportException(Kind.ABORTED, "attempt to connect to " + endpoint + " cancelled");
  }

  static TransportException closed(String what) {
    return new TransportException(Kind.TRANSPORT_CLOSED, what + " is closed");
  }

  static TransportException noCredentials() {
    return new TransportException(
        TlsFailure.UNUSABLE_CREDENTIALS, "the scheme tls needs TLS credentials");
  }

  static TransportException unusableCredentials(Exception cause) {
    return new TransportException(
        TlsFailure.UNUSABLE_CREDENTIALS, "unusable TLS credentials", cause);
  }

  /** A failure to listen; JDK and epoll tell a port in use by nothing but their text. */
  static TransportException notBound(Endpoint local, Throwable thrown) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof TransportException known
        && (known.kind() == Kind.TRANSPORT_CLOSED || known.kind() == Kind.TLS_HANDSHAKE)) {
      return known;
    }
    String text = String.valueOf(cause.getMessage());
    boolean inUse =
        cause instanceof IOException && text.toLowerCase(Locale.ROOT).contains("in use");
    return new TransportException(
        inUse ? Kind.ADDRESS_IN_USE : Kind.BIND_FAILED,
        "can't listen on " + local + ": " + text,
        cause);
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
        ? failed(Kind.RESET, "TLS handshake failed: " + deepest(thrown), thrown)
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
      return failed(Kind.RESET, "connection lost: " + deepest(thrown), thrown);
    }
    if (tls instanceof SSLHandshakeException
        || TlsFailures.alert(tls).filter(TlsFailures::isAboutCertificate).isPresent()) {
      return handshake(tls);
    }
    return failed(Kind.PROTOCOL_VIOLATION, "TLS broken: " + deepest(tls), tls);
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

  /** The reason is at the bottom of what path validation throws. */
  private static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    for (Throwable next = cause; next != null; next = next.getCause()) {
      cause = next;
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }
}
