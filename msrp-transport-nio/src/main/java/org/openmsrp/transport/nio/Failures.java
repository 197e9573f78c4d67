// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import java.net.BindException;
import java.util.Locale;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.TlsFailures;

/** What the system's errors are in the port's terms. */
final class Failures {

  private Failures() {}

  static TransportException unknownHost(Endpoint endpoint, Exception cause) {
    return new TransportException(
        Kind.UNREACHABLE, "no address known for " + endpoint.host(), cause);
  }

  static TransportException unreachable(Endpoint endpoint, Throwable cause) {
    return new TransportException(
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

  /** A failure of an attempt to listen; that the acceptor is closed is told as it is. */
  static TransportException notBound(Endpoint local, Throwable thrown) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof TransportException known && known.kind() == Kind.TRANSPORT_CLOSED) {
      return known;
    }
    Kind kind = isInUse(cause) ? Kind.ADDRESS_IN_USE : Kind.BIND_FAILED;
    return new TransportException(
        kind, "can't listen on " + local + ": " + cause.getMessage(), cause);
  }

  /** The JDK has one exception for all errors of bind(2): only its text tells them apart. */
  private static boolean isInUse(Throwable cause) {
    return cause instanceof BindException
        && String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT).contains("in use");
  }

  /** A failure of any stage as the port's exception. */
  static TransportException of(Throwable thrown, Endpoint endpoint) {
    Throwable cause = unwrap(thrown);
    return cause instanceof TransportException known ? known : unreachable(endpoint, cause);
  }

  private static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }
}
