// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;

/** Builds {@link MsrpUri}s. Not safe for use by several threads at once. */
public final class MsrpUriBuilder {

  private MsrpScheme scheme;
  private Optional<String> userInfo = Optional.empty();
  private MsrpHost host;
  private int port = -1;
  private Optional<String> sessionId = Optional.empty();
  private String transport = MsrpUri.TCP;
  private List<UriParameter> parameters = new ArrayList<>();

  MsrpUriBuilder(MsrpScheme scheme, MsrpHost host) {
    this.scheme = requireNonNull(scheme, "scheme");
    this.host = host;
  }

  MsrpUriBuilder(UriParts parts) {
    this(parts.scheme(), parts.host());
    userInfo = parts.userInfo();
    port = parts.port();
    sessionId = parts.sessionId();
    transport = parts.transport();
    parameters = new ArrayList<>(parts.parameters());
  }

  /**
   * Sets the scheme.
   *
   * @param value {@code msrp} or {@code msrps}
   * @return this builder
   */
  public MsrpUriBuilder scheme(MsrpScheme value) {
    scheme = requireNonNull(value, "scheme");
    return this;
  }

  /**
   * Sets the user info.
   *
   * @param value percent-encoded where needed, without a password
   * @return this builder
   */
  public MsrpUriBuilder userInfo(String value) {
    userInfo = Optional.of(value);
    return this;
  }

  /**
   * Sets the host.
   *
   * @param value see {@link MsrpHost#parse}
   * @return this builder
   * @throws MsrpSyntaxException if it is malformed
   */
  public MsrpUriBuilder host(String value) {
    host = MsrpHost.parse(value);
    return this;
  }

  /**
   * Sets the port.
   *
   * @param value 0 to 65535
   * @return this builder
   */
  public MsrpUriBuilder port(int value) {
    if (value < 0 || value > 65535) {
      throw new MsrpSyntaxException("port out of range: " + value, "RFC 4975 §6");
    }
    port = value;
    return this;
  }

  /**
   * Sets the session id.
   *
   * @param value see {@link org.openmsrp.domain.message.IdentifierSource#sessionId()}
   * @return this builder
   */
  public MsrpUriBuilder sessionId(String value) {
    sessionId = Optional.of(value);
    return this;
  }

  /**
   * Sets the transport parameter.
   *
   * @param value {@code tcp}, {@code ws} or another alphanumeric token
   * @return this builder
   */
  public MsrpUriBuilder transport(String value) {
    transport = requireNonNull(value, "transport");
    return this;
  }

  /**
   * Adds a parameter behind the others.
   *
   * @param parameter the parameter
   * @return this builder
   */
  public MsrpUriBuilder parameter(UriParameter parameter) {
    parameters.add(requireNonNull(parameter, "parameter"));
    return this;
  }

  /**
   * Builds the URI.
   *
   * @return a URI in canonical form
   * @throws MsrpSyntaxException if a component is malformed, or a numeric host has no port (RFC
   *     4975 §6)
   */
  public MsrpUri build() {
    UriParts parts = new UriParts(scheme, userInfo, host, port, sessionId, transport, parameters);
    return new MsrpUri(parts.checked(), parts.text());
  }
}
