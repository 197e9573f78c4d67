// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.List;

/** What a {@link HandshakeAuthorizer} has decided. */
public sealed interface HandshakeDecision {

  /**
   * The connection may open.
   *
   * @param headers added to the 101 response, for example {@code Set-Cookie}
   */
  record Accept(List<HeaderField> headers) implements HandshakeDecision {
    /**
     * Copies the fields.
     *
     * @param headers added to the response
     */
    public Accept {
      headers = List.copyOf(headers);
    }
  }

  /**
   * The connection may not open.
   *
   * @param status the HTTP status, 300 to 599, for example 401
   * @param headers added to the response, for example {@code WWW-Authenticate}
   */
  record Refuse(int status, List<HeaderField> headers) implements HandshakeDecision {
    /**
     * Checks the status and copies the fields.
     *
     * @param status 300 to 599
     * @param headers added to the response
     * @throws IllegalArgumentException if the status is out of its range
     */
    public Refuse {
      if (status < 300 || status > 599) {
        throw new IllegalArgumentException("not a status that refuses: " + status);
      }
      headers = List.copyOf(headers);
    }
  }

  /**
   * The connection may open.
   *
   * @param headers added to the response
   * @return the decision
   */
  static HandshakeDecision accept(HeaderField... headers) {
    return new Accept(List.of(headers));
  }

  /**
   * The connection may not open.
   *
   * @param status the HTTP status, 300 to 599
   * @param headers added to the response
   * @return the decision
   */
  static HandshakeDecision refuse(int status, HeaderField... headers) {
    return new Refuse(status, List.of(headers));
  }
}
