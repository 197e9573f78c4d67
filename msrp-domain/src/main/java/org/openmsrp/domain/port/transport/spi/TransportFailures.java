// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** Failures that every transport has, so that each adapter says them in the same terms. */
public final class TransportFailures {

  private TransportFailures() {}

  /**
   * A name that nobody knows.
   *
   * @param endpoint whose host it is
   * @param cause what the resolver threw
   * @return of kind {@code UNREACHABLE}
   */
  public static TransportException unknownHost(Endpoint endpoint, Exception cause) {
    return new TransportException(
        Kind.UNREACHABLE, "no address known for " + endpoint.host(), cause);
  }

  /**
   * A failure to connect.
   *
   * @param endpoint where to
   * @param thrown why; in a {@link CompletionException} or not
   * @return of kind {@code UNREACHABLE}, or what was thrown if it is the port's exception already
   */
  public static TransportException unreachable(Endpoint endpoint, Throwable thrown) {
    Throwable cause = unwrap(thrown);
    return cause instanceof TransportException known
        ? known
        : new TransportException(
            Kind.UNREACHABLE, "can't connect to " + endpoint + ": " + cause.getMessage(), cause);
  }

  /**
   * A scheme that the transport does not serve.
   *
   * @param endpoint which has the scheme
   * @return of kind {@code UNREACHABLE}
   */
  public static TransportException notServed(Endpoint endpoint) {
    return new TransportException(
        Kind.UNREACHABLE, "scheme " + endpoint.scheme() + " is not served: " + endpoint);
  }

  /**
   * An attempt that took too long.
   *
   * @param endpoint where to
   * @return of kind {@code TIMEOUT}
   */
  public static TransportException timeout(Endpoint endpoint) {
    return new TransportException(Kind.TIMEOUT, "no connection to " + endpoint + " in time");
  }

  /**
   * An attempt whose stage was cancelled.
   *
   * @param endpoint where to
   * @return of kind {@code ABORTED}
   */
  public static TransportException cancelled(Endpoint endpoint) {
    return new TransportException(Kind.ABORTED, "attempt to connect to " + endpoint + " cancelled");
  }

  /**
   * Use of what is closed.
   *
   * @param what is closed, such as "connector"
   * @return of kind {@code TRANSPORT_CLOSED}
   */
  public static TransportException closed(String what) {
    return new TransportException(Kind.TRANSPORT_CLOSED, what + " is closed");
  }

  /**
   * A failure to listen. A port in use is told from other failures by the system's text, since the
   * JDK and native code have one exception for all errors of bind(2).
   *
   * @param local where
   * @param thrown why; in a {@link CompletionException} or not
   * @return of kind {@code ADDRESS_IN_USE} or {@code BIND_FAILED}, or what was thrown if it is the
   *     port's exception already and not of kind {@code UNREACHABLE}
   */
  public static TransportException notBound(Endpoint local, Throwable thrown) {
    Throwable cause = unwrap(thrown);
    if (cause instanceof TransportException known && known.kind() != Kind.UNREACHABLE) {
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

  /**
   * A scheme with TLS, and options without what TLS needs.
   *
   * @param scheme of an endpoint
   * @return of kind {@code TLS_HANDSHAKE}
   */
  public static TransportException noCredentials(String scheme) {
    return new TransportException(
        TlsFailure.UNUSABLE_CREDENTIALS, "the scheme " + scheme + " needs TLS credentials");
  }

  /**
   * The peer's end where its part of the handshake was due.
   *
   * @return of kind {@code TLS_HANDSHAKE}
   */
  public static TransportException endInHandshake() {
    return new TransportException(
        TlsFailure.OTHER, "the peer ended the connection before TLS stood");
  }

  /**
   * The end of a stream that TLS has not ended.
   *
   * @return of kind {@code TRUNCATED}
   */
  public static TransportException truncated() {
    return new TransportException(
        Kind.TRUNCATED, "the stream ended without close_notify (RFC 8446 §6.1)");
  }

  /**
   * What went wrong before TLS stood.
   *
   * @param thrown what the engine, or the system beneath it, threw
   * @return of kind {@code RESET} if the connection broke, otherwise of kind {@code TLS_HANDSHAKE};
   *     a channel that somebody closed counts as the latter
   */
  public static TransportException handshake(Throwable thrown) {
    boolean lost =
        thrown instanceof IOException
            && find(SSLException.class, thrown).isEmpty()
            && !(thrown instanceof ClosedChannelException);
    return lost
        ? new TransportException(Kind.RESET, TlsFailures.PREFIX + deepest(thrown), thrown)
        : TlsFailures.handshake(thrown);
  }

  /**
   * What went wrong while a connection was open. In TLS 1.3 the peer's word on our certificate
   * comes only now (RFC 8446 §4.4.2.4), so that an alert of the handshake still means that.
   *
   * @param thrown what the system, or the TLS engine, threw
   * @return of kind {@code RESET}, or, if it is about TLS, {@code PROTOCOL_VIOLATION} or {@code
   *     TLS_HANDSHAKE}
   */
  public static TransportException broken(Throwable thrown) {
    return find(SSLException.class, thrown)
        .map(TransportFailures::brokenTls)
        .orElseGet(
            () ->
                new TransportException(Kind.RESET, "connection lost: " + deepest(thrown), thrown));
  }

  private static TransportException brokenTls(SSLException thrown) {
    boolean handshake =
        find(SSLHandshakeException.class, thrown).isPresent()
            || TlsFailures.alert(thrown).filter(TlsFailures::isAboutCertificate).isPresent();
    return handshake
        ? TlsFailures.handshake(thrown)
        : new TransportException(Kind.PROTOCOL_VIOLATION, "TLS broken: " + deepest(thrown), thrown);
  }

  /**
   * Looks for an exception among the causes of another.
   *
   * @param type what is looked for
   * @param thrown with its causes
   * @param <T> what is looked for
   * @return the first of that type, from the outside
   */
  public static <T extends Throwable> Optional<T> find(Class<T> type, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
    }
    return Optional.empty();
  }

  /**
   * What a stage failed with.
   *
   * @param thrown what a callback of the stage is given
   * @return what was thrown in the first place
   */
  public static Throwable unwrap(Throwable thrown) {
    Throwable cause = thrown.getCause();
    return thrown instanceof CompletionException && cause != null ? cause : thrown;
  }

  /**
   * The reason in words; it is at the bottom of what path validation throws.
   *
   * @param thrown with its causes
   * @return the message of the last cause, or its type if it has none
   */
  public static String deepest(Throwable thrown) {
    Throwable cause = thrown;
    for (Throwable next = cause; next != null; next = next.getCause()) {
      cause = next;
    }
    return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
  }
}
