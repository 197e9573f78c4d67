// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TlsInfo;

/**
 * What a client asked for in its handshake.
 *
 * @param remote the client's address
 * @param target path and query as they came, for example {@code /msrp?room=7}
 * @param headers all header fields, in order
 * @param tls facts about TLS, with the client's certificate if it has presented one; empty if TLS
 *     ended before this server
 */
public record HandshakeRequest(
    Endpoint remote, String target, List<HeaderField> headers, Optional<TlsInfo> tls) {

  /**
   * Checks that nothing is missing and copies the fields.
   *
   * @param remote the client's address
   * @param target path and query
   * @param headers all header fields
   * @param tls facts about TLS
   */
  public HandshakeRequest {
    requireNonNull(remote, "remote");
    requireNonNull(target, "target");
    headers = List.copyOf(headers);
    requireNonNull(tls, "tls");
  }

  /**
   * The values of a header.
   *
   * @param name its name, in any case
   * @return one for each field of that name, in order
   */
  public List<String> values(String name) {
    requireNonNull(name, "name");
    return headers.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(HeaderField::value)
        .toList();
  }

  /**
   * The first value of a header.
   *
   * @param name its name, in any case
   * @return empty if there is no such field
   */
  public Optional<String> value(String name) {
    return values(name).stream().findFirst();
  }
}
