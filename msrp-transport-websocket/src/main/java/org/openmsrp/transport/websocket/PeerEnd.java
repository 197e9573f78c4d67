// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import org.eclipse.jetty.websocket.core.CloseStatus;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

/** What a peer's close code means (RFC 6455 §7.4.1). */
final class PeerEnd {

  private PeerEnd() {}

  /** 1000, 1001 and no code at all are an orderly end; any other code tells of a failure. */
  static CloseReason of(CloseStatus status) {
    return switch (status.getCode()) {
      case CloseStatus.NORMAL, CloseStatus.SHUTDOWN, CloseStatus.NO_CODE ->
          new CloseReason.PeerClose();
      case CloseStatus.PROTOCOL,
          CloseStatus.BAD_DATA,
          CloseStatus.BAD_PAYLOAD,
          CloseStatus.MESSAGE_TOO_LARGE ->
          failed(Kind.PROTOCOL_VIOLATION, status);
      default -> failed(Kind.RESET, status);
    };
  }

  private static CloseReason failed(Kind kind, CloseStatus status) {
    return new CloseReason.Failed(
        new TransportException(kind, "the peer closed with code " + status.getCode()));
  }
}
