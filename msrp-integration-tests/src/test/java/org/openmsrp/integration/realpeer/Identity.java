// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.realpeer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.openmsrp.domain.port.tls.TlsCredentials;

/** A throw-away certificate of a relay, made by the JDK's keytool, and who trusts it. */
final class Identity {

  private static final String PASSWORD = "changeit";

  private final Path folder;
  private final KeyStore store;

  private Identity(Path folder, KeyStore store) {
    this.folder = folder;
    this.store = store;
  }

  static Identity make(Path parent, String subjectAltName) {
    try {
      Path folder = Files.createTempDirectory(parent, "identity");
      Path file = folder.resolve("relay.p12");
      String keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
      Process process =
          new ProcessBuilder(
                  keytool,
                  "-genkeypair",
                  "-alias",
                  "relay",
                  "-keyalg",
                  "EC",
                  "-groupname",
                  "secp256r1",
                  "-dname",
                  "CN=relay",
                  "-ext",
                  "SAN=" + subjectAltName,
                  "-validity",
                  "2",
                  "-storetype",
                  "PKCS12",
                  "-keystore",
                  file.toString(),
                  "-storepass",
                  PASSWORD)
              .inheritIO()
              .start();
      if (process.waitFor() != 0) {
        throw new AssertionError("keytool failed");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, PASSWORD.toCharArray());
      }
      Identity identity = new Identity(folder, store);
      identity.writePem();
      return identity;
    } catch (IOException | GeneralSecurityException e) {
      throw new AssertionError("no identity", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private void writePem() throws IOException, GeneralSecurityException {
    var key = store.getKey("relay", PASSWORD.toCharArray()).getEncoded();
    Files.writeString(keyFile(), pem("PRIVATE KEY", key));
    Files.writeString(
        certificateFile(), pem("CERTIFICATE", store.getCertificate("relay").getEncoded()));
  }

  private static String pem(String what, byte[] der) {
    String lines =
        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + what + "-----\n" + lines + "\n-----END " + what + "-----\n";
  }

  Path folder() {
    return folder;
  }

  Path keyFile() {
    return folder.resolve("relay.key");
  }

  Path certificateFile() {
    return folder.resolve("relay.pem");
  }

  /** Credentials that trust this identity, and have it as their own where a peer listens. */
  TlsCredentials credentials() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(store, PASSWORD.toCharArray());
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("relay", store.getCertificate("relay"));
      TrustManagerFactory trust =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(trusted);
      return new TlsCredentials(
          Optional.of((X509ExtendedKeyManager) keys.getKeyManagers()[0]),
          (X509ExtendedTrustManager) trust.getTrustManagers()[0],
          true,
          TlsCredentials.ClientCertificates.NONE);
    } catch (GeneralSecurityException | IOException e) {
      throw new AssertionError("no credentials", e);
    }
  }
}
