// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.Fingerprint;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentialsBuilder;
import org.openmsrp.domain.port.tls.TlsCredentialsException;
import picocli.CommandLine.Option;

/** Who we are and whom we trust, for {@code msrps} URIs. */
final class TlsOptions {

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description =
          "Our certificate: PEM with those above it, or PKCS#12 (.p12, .pfx). Its password is taken"
              + " from the environment variable MSRP_TLS_PASSWORD. A listener without one makes one"
              + " for itself, which its peer can know by the fingerprint that is printed.")
  private @Nullable Path certificate;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      description = "The key of --tls-cert, if it is not in the same file.")
  private @Nullable Path key;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust these authorities (PEM) instead of those of the Java runtime.")
  private @Nullable Path authorities;

  @Option(
      names = "--fingerprint",
      paramLabel = "HASH",
      converter = FingerprintConverter.class,
      description =
          "Trust the peer whose certificate has this fingerprint, as in SDP: 'sha-256 4A:AD:…'.")
  private List<Fingerprint> fingerprints = List.of();

  @Option(
      names = "--insecure",
      description = "Trust anybody: whoever is in between can read and change everything.")
  private boolean insecure;

  /** The credentials, of a side that listens with a certificate in any case. */
  TlsCredentials credentials(TlsCredentials.ClientCertificates clients, boolean listens) {
    if (insecure && (authorities != null || !fingerprints.isEmpty())) {
      throw new CommandFailure(
          ExitStatus.USAGE, "--insecure trusts anybody, so --ca and --fingerprint say nothing");
    }
    try {
      TlsCredentialsBuilder builder = TlsCredentials.builder().clientCertificates(clients);
      identify(builder, listens);
      trust(builder);
      return builder.build();
    } catch (TlsCredentialsException e) {
      throw new CommandFailure(ExitStatus.USAGE, Failures.line(e), e);
    }
  }

  /** Without TLS these options promise a safety that is not there. */
  void requireUnused() {
    boolean used =
        certificate != null
            || key != null
            || authorities != null
            || !fingerprints.isEmpty()
            || insecure;
    if (used) {
      throw new CommandFailure(
          ExitStatus.USAGE, "TLS is for msrps URIs only, and this one is an msrp URI");
    }
  }

  private void identify(TlsCredentialsBuilder builder, boolean listens) {
    Path own = certificate;
    if (own == null) {
      if (key != null) {
        throw new CommandFailure(ExitStatus.USAGE, "--tls-key needs --tls-cert");
      }
      if (listens) {
        SelfSigned.identify(builder);
      }
      return;
    }
    String name = own.toString();
    if (name.endsWith(".p12") || name.endsWith(".pfx")) {
      builder.pkcs12(own, password());
    } else {
      builder.pem(own, Optional.ofNullable(key).orElse(own), password());
    }
  }

  private static char[] password() {
    return Optional.ofNullable(System.getenv("MSRP_TLS_PASSWORD")).orElse("").toCharArray();
  }

  private void trust(TlsCredentialsBuilder builder) {
    if (insecure) {
      builder.insecureForTests();
    }
    if (authorities != null) {
      builder.trustPem(authorities);
    }
    builder.trustFingerprints(fingerprints.toArray(Fingerprint[]::new));
  }
}
