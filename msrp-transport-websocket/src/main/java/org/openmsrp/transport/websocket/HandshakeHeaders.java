// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.List;
import org.openmsrp.domain.port.transport.Endpoint;

/**
 * What a client adds to its handshake: cookies, {@code Authorization}, {@code Origin} (RFC 7977
 * §7). Asked for each attempt, on a thread of the transport; must not block. What it throws fails
 * the attempt.
 */
@FunctionalInterface
public interface HandshakeHeaders {

  /** Adds nothing. */
  HandshakeHeaders NONE = remote -> List.of();

  /**
   * The fields for a handshake.
   *
   * @param remote where the client connects to
   * @return the fields, in order; not those that the handshake itself consists of ({@code Host},
   *     {@code Upgrade}, {@code Connection}, {@code Content-Length}, {@code Transfer-Encoding},
   *     {@code Sec-WebSocket-…})
   */
  List<HeaderField> of(Endpoint remote);
}
