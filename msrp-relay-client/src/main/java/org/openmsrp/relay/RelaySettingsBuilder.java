// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpUri;

/** Builds {@link RelaySettings}. Not safe for use by several threads at once. */
public final class RelaySettingsBuilder {

  final String name;
  OptionalInt port = OptionalInt.empty();
  String transport = MsrpUri.TCP;
  boolean plaintext;
  String username = "";
  char[] password = {};
  Optional<Duration> expires = Optional.empty();
  boolean proofRequired;
  private boolean plaintextAllowed;

  RelaySettingsBuilder(String domain) {
    name = MsrpHost.parse(domain).text();
  }

  RelaySettingsBuilder(MsrpUri relay) {
    name = relay.host().text();
    port = relay.port();
    transport = relay.transport();
    plaintext = !relay.scheme().secure();
  }

  /**
   * Sets the port, so that nothing is looked up but the name's address.
   *
   * @param value 1 to 65535
   * @return this builder
   */
  public RelaySettingsBuilder port(int value) {
    port = OptionalInt.of(value);
    return this;
  }

  /**
   * Sets the transport.
   *
   * @param value {@code tcp}, as if this is not called, or {@code ws}
   * @return this builder
   */
  public RelaySettingsBuilder transport(String value) {
    transport = requireNonNull(value, "transport");
    return this;
  }

  /**
   * Sets the account.
   *
   * @param user the user's name
   * @param secret the password; copied, so the caller can wipe its own
   * @return this builder
   */
  public RelaySettingsBuilder credentials(String user, char[] secret) {
    username = requireNonNull(user, "user");
    Arrays.fill(password, '\0');
    password = secret.clone();
    return this;
  }

  /**
   * Asks for a URI that is valid for this long.
   *
   * @param lifetime whole seconds, at least one; if this is not called, the relay decides
   * @return this builder
   */
  public RelaySettingsBuilder expires(Duration lifetime) {
    if (lifetime.toSeconds() < 1) {
      throw new IllegalArgumentException("a URI is valid for a second at least: " + lifetime);
    }
    expires = Optional.of(lifetime);
    return this;
  }

  /**
   * Refuses a relay that does not prove that it knows the password (RFC 4976 §9.1).
   *
   * @return this builder
   */
  public RelaySettingsBuilder requireProof() {
    proofRequired = true;
    return this;
  }

  /**
   * Allows a connection without TLS where the URI's scheme is {@code msrp}, against RFC 4976 §9.2;
   * the log warns of each. Whoever listens can read messages and use the granted URIs.
   *
   * @return this builder
   */
  public RelaySettingsBuilder allowPlaintext() {
    plaintextAllowed = true;
    return this;
  }

  /**
   * Uses no TLS, which must be allowed as well; for relays that are found by SRV.
   *
   * @return this builder
   */
  public RelaySettingsBuilder plaintext() {
    plaintext = true;
    return this;
  }

  /**
   * Builds the settings; the builder forgets its password.
   *
   * @return settings
   * @throws RelayException of {@link RelayException.Reason#BAD_ADDRESS} if the scheme is {@code
   *     msrp} and that was not allowed, or an address has no port (RFC 4976 §8)
   * @throws IllegalArgumentException if there are no credentials
   */
  public RelaySettings build() {
    if (username.isEmpty()) {
      throw new IllegalArgumentException("a relay needs credentials");
    }
    if (plaintext && !plaintextAllowed) {
      throw RelayException.of(
          RelayException.Reason.BAD_ADDRESS,
          "AUTH goes over TLS only, unless plaintext is allowed (RFC 4976 §9.2)");
    }
    if (port.isEmpty() && MsrpHost.parse(name).numeric()) {
      throw RelayException.of(
          RelayException.Reason.BAD_ADDRESS,
          "a relay that is named by its address needs a port (RFC 4976 §8)");
    }
    if (port.isEmpty() && !transport.equalsIgnoreCase(MsrpUri.TCP)) {
      throw RelayException.of(
          RelayException.Reason.BAD_ADDRESS,
          "a relay over " + transport + " needs a port: SRV names relays over TCP only");
    }
    RelaySettings settings = new RelaySettings(this);
    Arrays.fill(password, '\0');
    password = new char[0];
    username = "";
    return settings;
  }
}
