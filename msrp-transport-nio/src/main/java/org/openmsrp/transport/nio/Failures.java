// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.nio;

import java.io.IOException;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;
import org.openmsrp.domain.port.transport.spi.TlsFailures;
import org.openmsrp.domain.port.transport.spi.TransportFailures;

/** What the system's errors are in the port's terms. */
final class Failures {

  private Failures() {}

  static TransportException unexpected(RuntimeException cause) {
    return new TransportException(Kind.ABORTED, "transport failed: " + cause, cause);
  }

  /** What went wrong while a connection was open. */
  static CloseReason broken(IOException cause) {
    return new CloseReason.Failed(TransportFailures.broken(cause));
  }

  /** What went wrong before TLS stood. */
  static CloseReason handshake(Exception cause) {
    return new CloseReason.Failed(TlsFailures.handshake(cause));
  }
}
