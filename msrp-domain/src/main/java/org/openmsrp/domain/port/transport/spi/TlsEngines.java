// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.ExtendedSSLSession;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.TrustManager;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsFailure;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;

/**
 * The JDK's engines for TLS 1.2 and 1.3, never older. The contexts of the credentials used last are
 * kept, because sessions can be resumed only within one context. Safe for use by many threads.
 */
public final class TlsEngines {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

  /** Bounds what a user pins who makes new credentials for each connection. */
  private static final int KEPT = 16;

  private final Map<TlsCredentials, SSLContext> contexts =
      new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<TlsCredentials, SSLContext> eldest) {
          return size() > KEPT;
        }
      };

  /** Keeps nothing yet. */
  public TlsEngines() {}

  /**
   * The context of these credentials.
   *
   * @param credentials of the connections to come
   * @return the same for the same credentials, as long as they are among the last few
   * @throws TransportException if the system refuses them
   */
  public synchronized SSLContext of(TlsCredentials credentials) {
    return contexts.computeIfAbsent(credentials, TlsEngines::create);
  }

  private static SSLContext create(TlsCredentials credentials) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          credentials.keyManager().stream().toArray(KeyManager[]::new),
          new TrustManager[] {credentials.trustManager()},
          null);
      return context;
    } catch (GeneralSecurityException e) {
      throw new TransportException(TlsFailure.UNUSABLE_CREDENTIALS, "unusable TLS credentials", e);
    }
  }

  /**
   * An engine that connects.
   *
   * @param context of the credentials
   * @param credentials whether the host's name is verified
   * @param remote whose name is asked for, if it is one, and verified
   * @return a new engine
   */
  public static SSLEngine client(SSLContext context, TlsCredentials credentials, Endpoint remote) {
    SSLEngine engine = context.createSSLEngine(remote.host(), remote.port());
    engine.setUseClientMode(true);
    SSLParameters parameters = parameters(engine);
    if (credentials.verifyHost()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    if (isServerName(remote)) {
      parameters.setServerNames(List.of(new SNIHostName(remote.host())));
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /** Only a host name may be asked for, no address (RFC 6066 §3). */
  private static boolean isServerName(Endpoint remote) {
    try {
      return !remote.numeric() && !new SNIHostName(remote.host()).getAsciiName().isEmpty();
    } catch (IllegalArgumentException notAllowedInDns) {
      return false;
    }
  }

  /**
   * An engine that accepts.
   *
   * @param context of the credentials
   * @param credentials what is asked of clients
   * @return a new engine
   */
  public static SSLEngine server(SSLContext context, TlsCredentials credentials) {
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(false);
    SSLParameters parameters = parameters(engine);
    parameters.setUseCipherSuitesOrder(true);
    switch (credentials.clientCertificates()) {
      case NONE -> parameters.setNeedClientAuth(false);
      case REQUESTED -> parameters.setWantClientAuth(true);
      case REQUIRED -> parameters.setNeedClientAuth(true);
    }
    engine.setSSLParameters(parameters);
    return engine;
  }

  /**
   * The facts, once the handshake is over.
   *
   * @param session of an engine
   * @return a snapshot
   */
  public static TlsInfo facts(SSLSession session) {
    return new TlsInfo(
        session.getProtocol(), session.getCipherSuite(), peerChain(session), serverName(session));
  }

  private static List<X509Certificate> peerChain(SSLSession session) {
    try {
      return Stream.of(session.getPeerCertificates()).map(X509Certificate.class::cast).toList();
    } catch (SSLPeerUnverifiedException nonePresented) {
      return List.of();
    }
  }

  private static Optional<String> serverName(SSLSession session) {
    return session instanceof ExtendedSSLSession extended
        ? extended.getRequestedServerNames().stream()
            .filter(SNIHostName.class::isInstance)
            .map(name -> ((SNIHostName) name).getAsciiName())
            .findFirst()
        : Optional.empty();
  }

  private static SSLParameters parameters(SSLEngine engine) {
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    return parameters;
  }
}
