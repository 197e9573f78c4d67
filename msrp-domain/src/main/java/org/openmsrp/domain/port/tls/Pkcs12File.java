// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/** A PKCS#12 file (RFC 7292): keys with their chains, and trusted certificates. */
final class Pkcs12File {

  private final String name;
  private final KeyStore store;
  private final char[] password;

  private Pkcs12File(String name, KeyStore store, char[] password) {
    this.name = name;
    this.store = store;
    this.password = password;
  }

  static Pkcs12File read(Path path, char[] password) {
    String name = CredentialFiles.name(path);
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(CredentialFiles.read(path)), password);
      return new Pkcs12File(name, store, password);
    } catch (IOException e) {
      if (e.getCause() instanceof UnrecoverableKeyException) {
        throw new TlsCredentialsException(
            Kind.WRONG_PASSWORD, "the password does not open " + name, e);
      }
      throw new TlsCredentialsException(Kind.MALFORMED, "not PKCS#12: " + name, e);
    } catch (GeneralSecurityException e) {
      throw unsupported(name, e);
    }
  }

  /** All keys with their chains, one at least. */
  List<Identity> identities() {
    List<Identity> found = new ArrayList<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        identity(alias).ifPresent(found::add);
      }
    } catch (UnrecoverableKeyException e) {
      throw new TlsCredentialsException(
          Kind.WRONG_PASSWORD, "the password does not open a key of " + name, e);
    } catch (GeneralSecurityException e) {
      throw unsupported(name, e);
    }
    if (found.isEmpty()) {
      throw new TlsCredentialsException(Kind.NO_KEY, "no private key in " + name);
    }
    return found;
  }

  private Optional<Identity> identity(String alias) throws GeneralSecurityException {
    Certificate[] chain = store.getCertificateChain(alias);
    if (chain == null || !(store.getKey(alias, password) instanceof PrivateKey key)) {
      return Optional.empty();
    }
    return Optional.of(
        new Identity(Stream.of(chain).map(X509Certificate.class::cast).toList(), key));
  }

  /** All trusted certificates, one at least. */
  List<X509Certificate> authorities() {
    List<X509Certificate> found = new ArrayList<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isCertificateEntry(alias)
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          found.add(certificate);
        }
      }
    } catch (GeneralSecurityException e) {
      throw unsupported(name, e);
    }
    if (found.isEmpty()) {
      throw new TlsCredentialsException(
          Kind.NO_CERTIFICATE,
          "no certificate that is marked as trusted (keytool -importcert does that) in " + name);
    }
    return found;
  }

  private static TlsCredentialsException unsupported(String name, GeneralSecurityException e) {
    return new TlsCredentialsException(
        Kind.UNSUPPORTED, "something this Java runtime does not support: " + name, e);
  }
}
