// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.relay;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.openmsrp.domain.auth.Digest;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;

/**
 * One relay and an account on it. A name without a port is looked up with SRV (RFC 4976 §8), one
 * with a port is connected to. Safe for use by many threads.
 *
 * <p>The password is kept as characters, shown nowhere, and wiped by {@link #close()}; connectors
 * that still renew their grants need it until they are closed themselves.
 */
public final class RelaySettings implements AutoCloseable {

  private final String name;
  private final OptionalInt port;
  private final String transport;
  private final boolean plaintext;
  private final String username;
  private final char[] password;
  private final Optional<Duration> expires;
  private final boolean proofRequired;
  private boolean closed;

  RelaySettings(RelaySettingsBuilder builder) {
    this.name = builder.name;
    this.port = builder.port;
    this.transport = builder.transport;
    this.plaintext = builder.plaintext;
    this.username = builder.username;
    this.password = builder.password.clone();
    this.expires = builder.expires;
    this.proofRequired = builder.proofRequired;
  }

  /**
   * A relay that is found by SRV, or at the name itself on port 2855 (RFC 4976 §8).
   *
   * @param domain the domain that the relay serves; it must be in the relay's certificate
   * @return a builder; it needs credentials
   */
  public static RelaySettingsBuilder builder(String domain) {
    return new RelaySettingsBuilder(domain);
  }

  /**
   * A relay at a URI.
   *
   * @param relay without a session id; without a port it is looked up with SRV. Scheme {@code msrp}
   *     also needs {@link RelaySettingsBuilder#allowPlaintext()}
   * @return a builder; it needs credentials
   */
  public static RelaySettingsBuilder builder(MsrpUri relay) {
    return new RelaySettingsBuilder(relay);
  }

  /**
   * The name of the relay, or of the domain that it serves.
   *
   * @return a name or an address
   */
  public String name() {
    return name;
  }

  /**
   * The relay's port.
   *
   * @return empty if it is looked up
   */
  public OptionalInt port() {
    return port;
  }

  /**
   * How the relay is reached.
   *
   * @return {@code tcp} or {@code ws}
   */
  public String transport() {
    return transport;
  }

  /**
   * Whether the connection is not protected.
   *
   * @return true only if that was asked for and allowed
   */
  public boolean plaintext() {
    return plaintext;
  }

  /**
   * The user.
   *
   * @return the name of the account
   */
  public String username() {
    return username;
  }

  /**
   * For how long a URI is asked for.
   *
   * @return empty leaves it to the relay
   */
  public Optional<Duration> expires() {
    return expires;
  }

  /**
   * Whether a relay that does not prove that it knows the password is refused.
   *
   * @return false by default, since several deployed relays don't
   */
  public boolean proofRequired() {
    return proofRequired;
  }

  /** The URI that an AUTH for this relay goes to, exactly as it is hashed (RFC 4976 §9.1). */
  MsrpUri uri() {
    MsrpScheme scheme = plaintext ? MsrpScheme.MSRP : MsrpScheme.MSRPS;
    var builder = MsrpUri.builder(scheme, name).transport(transport);
    port.ifPresent(builder::port);
    return builder.build();
  }

  /** {@code H(A1)} (RFC 2617 §3.2.2.2). */
  synchronized String secret(DigestAlgorithm algorithm, String realm) {
    if (closed) {
      throw RelayException.of(
          RelayException.Reason.BAD_ADDRESS, "the settings are closed: no password is left");
    }
    return new Digest(algorithm).secret(username, realm, password);
  }

  /** Wipes the password. Idempotent. */
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(password, '\0');
  }

  /** Relay and user; never the password. */
  @Override
  public String toString() {
    return username + " at " + uri();
  }
}
