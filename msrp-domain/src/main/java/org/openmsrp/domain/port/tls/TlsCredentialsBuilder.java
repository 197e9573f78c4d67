// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;

/**
 * Builds {@link TlsCredentials} from files or from memory. Files are read when they are named; one
 * of more than 1 MiB is refused. Whatever is wrong with them is a {@link TlsCredentialsException}.
 *
 * <p>If nothing is said about trust, the authorities of the Java runtime are trusted, and the
 * peer's certificate has to be for the host that was connected to. Fingerprints replace that,
 * unless authorities are named as well: then both have to be satisfied. Not safe for use by several
 * threads at once.
 */
public final class TlsCredentialsBuilder {

  private static final char[] NO_PASSWORD = {};

  private final List<Identity> identities = new ArrayList<>();
  private final List<X509Certificate> authorities = new ArrayList<>();
  private final List<Fingerprint> fingerprints = new ArrayList<>();
  private boolean system;
  private boolean weak;
  private boolean promised;
  private boolean insecure;
  private @Nullable ClientCertificates clients;

  TlsCredentialsBuilder() {}

  /**
   * Adds an own certificate and key.
   *
   * @param chainAndKey a PEM file with the certificate, those above it, and the key (PKCS#8, PKCS#1
   *     or SEC1, not encrypted)
   * @return this builder
   */
  public TlsCredentialsBuilder pem(Path chainAndKey) {
    return pem(chainAndKey, chainAndKey);
  }

  /**
   * Adds an own certificate and key. Of several identities a listener takes the one that fits the
   * name that the client asks for.
   *
   * @param chain a PEM file with the certificate first, then those above it
   * @param key a PEM file with the key (PKCS#8, PKCS#1 or SEC1, not encrypted)
   * @return this builder
   */
  public TlsCredentialsBuilder pem(Path chain, Path key) {
    return pem(chain, key, NO_PASSWORD);
  }

  /**
   * Adds an own certificate and an encrypted key. One that asks for more than 5,000,000 rounds of
   * deriving a key from the password is refused: those take seconds, and a file may ask for hours.
   *
   * @param chain a PEM file with the certificate first, then those above it
   * @param key a PEM file with the key, encrypted PKCS#8
   * @param password opens the key; not kept
   * @return this builder
   */
  public TlsCredentialsBuilder pem(Path chain, Path key, char[] password) {
    identities.add(Identity.read(chain, key, password));
    return this;
  }

  /**
   * Adds the own certificates and keys of a PKCS#12 file. The JDK bounds its rounds by 5,000,000.
   *
   * @param file the file
   * @param password opens it; not kept
   * @return this builder
   */
  public TlsCredentialsBuilder pkcs12(Path file, char[] password) {
    identities.addAll(Pkcs12File.read(file, password).identities());
    return this;
  }

  /**
   * Adds an own certificate and key.
   *
   * @param chain the certificate first, then those above it
   * @param key its private key
   * @return this builder
   */
  public TlsCredentialsBuilder identity(List<X509Certificate> chain, PrivateKey key) {
    identities.add(new Identity(chain, requireNonNull(key, "key")));
    return this;
  }

  /**
   * Trusts the authorities of the Java runtime, beside others that are named.
   *
   * @return this builder
   */
  public TlsCredentialsBuilder trustSystem() {
    system = true;
    return this;
  }

  /**
   * Trusts authorities.
   *
   * @param file a PEM file with their certificates
   * @return this builder
   */
  public TlsCredentialsBuilder trustPem(Path file) {
    authorities.addAll(Certificates.of(PemFile.read(file), file));
    return this;
  }

  /**
   * Trusts authorities.
   *
   * @param file a PKCS#12 file with their certificates, marked as trusted
   * @param password opens it; not kept
   * @return this builder
   */
  public TlsCredentialsBuilder trustPkcs12(Path file, char[] password) {
    authorities.addAll(Pkcs12File.read(file, password).authorities());
    return this;
  }

  /**
   * Trusts authorities.
   *
   * @param certificates their certificates
   * @return this builder
   */
  public TlsCredentialsBuilder trust(Collection<X509Certificate> certificates) {
    authorities.addAll(certificates);
    return this;
  }

  /**
   * Trusts whom these fingerprints are of (RFC 8122): every peer that is met with these
   * credentials. Where each peer has its own see {@link #trustPromisedFingerprints}.
   *
   * @param values one of them has to match
   * @return this builder
   */
  public TlsCredentialsBuilder trustFingerprints(Fingerprint... values) {
    fingerprints.addAll(Arrays.asList(values));
    return this;
  }

  /**
   * Lets SHA-1 and SHA-224 fingerprints count, for peers that promise nothing better.
   *
   * @return this builder
   */
  public TlsCredentialsBuilder allowWeakFingerprints() {
    weak = true;
    return this;
  }

  /**
   * Leaves it to each session to say whose fingerprint it was promised in SDP: the handshake takes
   * any certificate, a session that is not given a fingerprint is never bound, and one whose peer
   * shows another certificate is torn down (RFC 4975 §14.4). Clients are required to show one,
   * unless something else is said.
   *
   * @return this builder
   */
  public TlsCredentialsBuilder trustPromisedFingerprints() {
    promised = true;
    return this;
  }

  /**
   * Takes every certificate without looking at it. Whoever sits between the peers can then read and
   * change all that they say: for tests only.
   *
   * @return this builder
   */
  public TlsCredentialsBuilder insecureForTests() {
    insecure = true;
    return this;
  }

  /**
   * Sets what a listener asks of clients.
   *
   * @param value if this is not called, none is asked for
   * @return this builder
   */
  public TlsCredentialsBuilder clientCertificates(ClientCertificates value) {
    clients = requireNonNull(value, "clientCertificates");
    return this;
  }

  /**
   * Builds the credentials.
   *
   * @return safe for use by many threads
   * @throws IllegalStateException if insecure trust is combined with another one
   */
  public TlsCredentials build() {
    boolean byPath = system || !authorities.isEmpty();
    boolean byFingerprint = promised || !fingerprints.isEmpty();
    if (insecure && (byPath || byFingerprint)) {
      throw new IllegalStateException("insecure trust leaves nothing to check");
    }
    boolean names = byPath || !(byFingerprint || insecure);
    X509ExtendedTrustManager base =
        names ? new PathTrust(Managers.authorities(authorities, system)) : new ChainTrust();
    ClientCertificates asked = promised ? ClientCertificates.REQUIRED : ClientCertificates.NONE;
    return new TlsCredentials(
        identities.isEmpty() ? Optional.empty() : Optional.of(Managers.keys(identities)),
        fingerprints.isEmpty()
            ? base
            : new FingerprintTrust(base, new FingerprintSet(Set.copyOf(fingerprints), weak)),
        names,
        clients == null ? asked : clients,
        promised);
  }
}
