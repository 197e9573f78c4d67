// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;

/**
 * Test certificates, each with the certificate of the authority that issued it: {@code server},
 * {@code client}, {@code expired} (since 2020) and {@code elsewhere} (for another host) of one
 * authority, {@code stranger} of another.
 */
final class Credentials {

  private static final char[] PASSWORD = "changeit".toCharArray();

  private Credentials() {}

  /** With a certificate of our own. */
  static TlsCredentials of(String name, ClientCertificates clients) {
    return of(Optional.of(keys(name)), name, clients);
  }

  /** Without one, trusting whom {@code name} trusts. */
  static TlsCredentials trusting(String name) {
    return of(Optional.empty(), name, ClientCertificates.NONE);
  }

  private static TlsCredentials of(
      Optional<X509ExtendedKeyManager> keys, String name, ClientCertificates clients) {
    return new TlsCredentials(keys, trust(name), true, clients);
  }

  private static X509ExtendedKeyManager keys(String name) {
    try {
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store(name), PASSWORD);
      return Stream.of(factory.getKeyManagers())
          .map(X509ExtendedKeyManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static X509ExtendedTrustManager trust(String name) {
    try {
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store(name));
      return Stream.of(factory.getTrustManagers())
          .map(X509ExtendedTrustManager.class::cast)
          .findFirst()
          .orElseThrow();
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError(name, e);
    }
  }

  private static KeyStore store(String name) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Credentials.class.getResourceAsStream(name + ".p12")) {
      store.load(in, PASSWORD);
    }
    return store;
  }
}
