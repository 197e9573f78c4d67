// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;

/**
 * The certificates that tests of TLS need again and again, made when they are first asked for. All
 * but {@link #STRANGER} are of one authority. Their credentials use the JDK's own managers of keys
 * and trust, as those of a user may that brings its own.
 */
@SuppressWarnings("ImmutableEnumChecker") // Keys are not marked as immutable, but are.
public enum TestPki {
  /** For {@code localhost} and 127.0.0.1. */
  SERVER(Authorities.ONE.certificate("server").hosts("localhost", "127.0.0.1")),
  /** For {@code client.example}. */
  CLIENT(Authorities.ONE.certificate("client").hosts("client.example")),
  /** As {@link #SERVER}, until yesterday. */
  EXPIRED(Authorities.ONE.certificate("expired").hosts("localhost", "127.0.0.1").expired()),
  /** For another host. */
  ELSEWHERE(Authorities.ONE.certificate("elsewhere").hosts("elsewhere.example")),
  /** As {@link #SERVER}, of an authority that nobody else trusts. */
  STRANGER(Authorities.TWO.certificate("stranger").hosts("localhost", "127.0.0.1"));

  private static final char[] PASSWORD = {};

  private static final class Authorities {
    static final TestAuthority ONE = new TestAuthority("OpenMSRP test CA one");
    static final TestAuthority TWO = new TestAuthority("OpenMSRP test CA two");
  }

  private final TestIdentity identity;

  TestPki(TestCertificate certificate) {
    identity = certificate.issue();
  }

  /**
   * The certificate with its chain and key, for credentials that are built otherwise.
   *
   * @return the same each time
   */
  public TestIdentity identity() {
    return identity;
  }

  /**
   * Credentials that show this certificate and trust its authority.
   *
   * @param clients what is asked of clients
   * @return credentials that verify host names
   */
  public TlsCredentials presenting(ClientCertificates clients) {
    return new TlsCredentials(Optional.of(keys()), trust(), true, clients);
  }

  /**
   * Credentials that show no certificate and trust this one's authority.
   *
   * @return credentials that verify host names
   */
  public TlsCredentials trusting() {
    return new TlsCredentials(Optional.empty(), trust(), true, ClientCertificates.NONE);
  }

  private X509ExtendedKeyManager keys() {
    try {
      KeyStore store = empty();
      X509Certificate[] chain = identity.chain().toArray(X509Certificate[]::new);
      store.setKeyEntry("key", identity.key(), PASSWORD, chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, PASSWORD);
      return only(X509ExtendedKeyManager.class, factory.getKeyManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no keys of " + this, e);
    }
  }

  private X509ExtendedTrustManager trust() {
    try {
      KeyStore store = empty();
      store.setCertificateEntry("ca", identity.root());
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return only(X509ExtendedTrustManager.class, factory.getTrustManagers());
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("no trust in the authority of " + this, e);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static <T> T only(Class<T> type, Object[] managers) {
    return Stream.of(managers).map(type::cast).findFirst().orElseThrow();
  }
}
