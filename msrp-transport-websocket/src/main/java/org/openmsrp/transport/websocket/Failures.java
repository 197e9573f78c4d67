// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import org.eclipse.jetty.websocket.core.exception.CloseException;
import org.openmsrp.domain.port.transport.CloseReason.Failed;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** What Jetty's errors are in the port's terms. */
final class Failures {

  private Failures() {}

  static TransportException notMeantToBeFound(Endpoint endpoint) {
    return new TransportException(
        Kind.UNREACHABLE,
        endpoint.host() + " is a made-up name that has no address (RFC 7977 Appendix A)");
  }

  static TransportException notServed(Endpoint endpoint) {
    return endpoint.scheme().equals(Endpoint.WS)
        ? new TransportException(
            Kind.UNREACHABLE, "ws is not allowed by the options (RFC 7977 §5.1): " + endpoint)
        : TransportFailures.notServed(endpoint);
  }

  static TransportException refused(String why) {
    return new TransportException(Kind.UPGRADE_REFUSED, why);
  }

  /** While TLS, if any, stood. */
  static TransportException broken(Throwable thrown) {
    return TransportFailures.find(CloseException.class, thrown)
        .map(Failures::ruleBroken)
        .orElseGet(() -> TransportFailures.broken(thrown));
  }

  private static TransportException ruleBroken(CloseException violation) {
    return new TransportException(
        Kind.PROTOCOL_VIOLATION,
        "WebSocket rule broken: " + violation.getMessage() + " (RFC 6455 §7.4.1)",
        violation);
  }

  /** The stream ended where a close frame was due. */
  static Failed noCloseFrame() {
    return new Failed(
        new TransportException(
            Kind.RESET, "the connection ended without a close frame (RFC 6455 §7.1.5)"));
  }

  static Failed tooLarge(int maxMessageSize) {
    return new Failed(
        new TransportException(
            Kind.PROTOCOL_VIOLATION,
            "a message of more than " + maxMessageSize + " octets (RFC 6455 §7.4.1, 1009)"));
  }

  static Failed peerDead() {
    return new Failed(
        new TransportException(Kind.TIMEOUT, "no frame and no pong from the peer (RFC 7977 §6)"));
  }
}
