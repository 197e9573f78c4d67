// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** The JDK's key and trust managers for keys and certificates in memory. */
final class Managers {

  /** The store is never written, so this protects nothing. */
  private static final char[] IN_MEMORY = "in memory".toCharArray();

  private Managers() {}

  /** The one that chooses among several identities by key type, issuer and server name. */
  static X509ExtendedKeyManager keys(List<Identity> identities) {
    try {
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(store(identities), IN_MEMORY);
      return new HeldKeys(
          first(factory.getKeyManagers(), X509ExtendedKeyManager.class), identities);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java runtime can't hold keys", e);
    }
  }

  private static KeyStore store(List<Identity> identities)
      throws GeneralSecurityException, IOException {
    KeyStore store = emptyStore();
    for (Identity identity : identities) {
      add(identity, store);
    }
    return store;
  }

  private static void add(Identity identity, KeyStore store) throws GeneralSecurityException {
    Certificate[] chain = identity.chain().toArray(new Certificate[0]);
    store.setKeyEntry(HeldKeys.name(store.size()), identity.key(), IN_MEMORY, chain);
  }

  /** The authorities of the system, or these and, if wanted, those. */
  static X509ExtendedTrustManager authorities(Collection<X509Certificate> own, boolean system) {
    try {
      if (own.isEmpty()) {
        return trust(null);
      }
      KeyStore store = emptyStore();
      for (X509Certificate certificate : own) {
        store.setCertificateEntry("authority-" + store.size(), certificate);
      }
      if (system) {
        for (X509Certificate certificate : trust(null).getAcceptedIssuers()) {
          store.setCertificateEntry("authority-" + store.size(), certificate);
        }
      }
      return trust(store);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java runtime can't hold certificates", e);
    }
  }

  private static X509ExtendedTrustManager trust(@Nullable KeyStore store)
      throws GeneralSecurityException {
    TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
    factory.init(store);
    return first(factory.getTrustManagers(), X509ExtendedTrustManager.class);
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, IN_MEMORY);
    return store;
  }

  private static <T> T first(Object[] managers, Class<T> type) {
    return Stream.of(managers).filter(type::isInstance).map(type::cast).findFirst().orElseThrow();
  }
}
