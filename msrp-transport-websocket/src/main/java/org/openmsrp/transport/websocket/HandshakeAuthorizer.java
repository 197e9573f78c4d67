// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

/**
 * Decides at the level of HTTP who may open a connection: by cookie, by {@code Authorization}, by
 * client certificate (RFC 7977 §7). Called on transport threads, for several handshakes at once;
 * may block for a moment, within the time that a connection has for opening. One that throws
 * refuses with 500.
 *
 * <p>It does not take the place of MSRP's AUTH, which a client sends all the same to learn its
 * Use-Path (RFC 7977 §5.3.1): AUTH is a request like any other and answered behind the transport.
 */
@FunctionalInterface
public interface HandshakeAuthorizer {

  /** Lets everybody in. */
  HandshakeAuthorizer EVERYBODY = request -> HandshakeDecision.accept();

  /**
   * Decides about a handshake whose sub-protocol and origin are in order.
   *
   * @param request what the client asked for
   * @return the decision
   */
  HandshakeDecision authorize(HandshakeRequest request);
}
