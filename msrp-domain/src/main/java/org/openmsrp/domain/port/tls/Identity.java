// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.stream.Stream;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/**
 * A private key and the chain of its certificate.
 *
 * @param chain the own certificate first
 * @param key belongs to it
 */
record Identity(List<X509Certificate> chain, PrivateKey key) {

  private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

  Identity {
    chain = List.copyOf(chain);
    if (chain.isEmpty()) {
      throw new TlsCredentialsException(Kind.NO_CERTIFICATE, "a key without a certificate");
    }
    if (!belongs(key, chain.get(0))) {
      throw new TlsCredentialsException(
          Kind.KEY_MISMATCH, "the private key is not that of the first certificate");
    }
  }

  static Identity read(Path chain, Path key, char[] password) {
    List<PemBlock> blocks = PemFile.read(chain);
    List<PemBlock> keys = chain.equals(key) ? blocks : PemFile.read(key);
    PrivateKey found = PrivateKeys.read(keyIn(keys, key), password);
    return new Identity(Certificates.of(blocks, chain), found);
  }

  private static PemBlock keyIn(List<PemBlock> blocks, Path file) {
    return blocks.stream()
        .filter(PemBlock::isKey)
        .findFirst()
        .orElseThrow(
            () ->
                new TlsCredentialsException(
                    Kind.NO_KEY, "no private key in " + CredentialFiles.name(file)));
  }

  /** Whether what the key signs the certificate verifies. */
  private static boolean belongs(PrivateKey key, X509Certificate certificate) {
    String name = certificate.getPublicKey().getAlgorithm();
    String algorithm =
        switch (name) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> name;
        };
    try {
      if (!sameFamily(key.getAlgorithm(), name)) {
        return false;
      }
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(PROBE);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(PROBE);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      throw new TlsCredentialsException(Kind.UNSUPPORTED, "a key of an unsupported kind", e);
    }
  }

  /** The JDK calls keys on Edwards curves by the curve or by the scheme. */
  private static boolean sameFamily(String one, String other) {
    return Stream.of(one, other).allMatch(name -> name.startsWith("Ed")) || one.equals(other);
  }
}
