// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Trust of another kind, and by fingerprints on top of it. Equal ones share TLS contexts, and with
 * them what it costs to make one.
 */
final class FingerprintTrust extends X509ExtendedTrustManager {

  private final X509ExtendedTrustManager first;
  private final FingerprintSet promised;

  FingerprintTrust(X509ExtendedTrustManager first, FingerprintSet promised) {
    this.first = first;
    this.promised = promised;
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    promised.check(List.of(chain));
    first.checkServerTrusted(chain, authType, engine);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    promised.check(List.of(chain));
    first.checkServerTrusted(chain, authType, socket);
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    promised.check(List.of(chain));
    first.checkServerTrusted(chain, authType);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
      throws CertificateException {
    promised.check(List.of(chain));
    first.checkClientTrusted(chain, authType, engine);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
      throws CertificateException {
    promised.check(List.of(chain));
    first.checkClientTrusted(chain, authType, socket);
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String authType)
      throws CertificateException {
    promised.check(List.of(chain));
    first.checkClientTrusted(chain, authType);
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return first.getAcceptedIssuers();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof FingerprintTrust trust
        && first.equals(trust.first)
        && promised.equals(trust.promised);
  }

  @Override
  public int hashCode() {
    return Objects.hash(first, promised);
  }
}
