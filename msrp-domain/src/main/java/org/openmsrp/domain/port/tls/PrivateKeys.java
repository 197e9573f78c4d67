// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.io.IOException;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidAlgorithmParameterException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.InvalidParameterSpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.NoSuchPaddingException;
import javax.crypto.SecretKey;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.PBEParameterSpec;
import org.jspecify.annotations.Nullable;
import org.openmsrp.domain.port.tls.TlsCredentialsException.Kind;

/** Private keys in the forms that OpenSSL writes: PKCS#8, plain or encrypted, PKCS#1 and SEC1. */
final class PrivateKeys {

  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA", "RSASSA-PSS");
  private static final String PBES2 = "1.2.840.113549.1.5.13";

  /** As many as the JDK allows in a PKCS#12 file: seconds. A file could name years. */
  static final int MAX_ITERATIONS = 5_000_000;

  private PrivateKeys() {}

  static PrivateKey read(PemBlock block, char[] password) {
    return read(block, password, MAX_ITERATIONS);
  }

  static PrivateKey read(PemBlock block, char[] password, int maxIterations) {
    return switch (block.label()) {
      case "PRIVATE KEY" -> fromPkcs8(block.der(), block);
      case "RSA PRIVATE KEY" -> fromPkcs8(Der.pkcs8OfRsa(block.der()), block);
      case "EC PRIVATE KEY" -> fromPkcs8(pkcs8OfEc(block), block);
      case "ENCRYPTED PRIVATE KEY" -> decrypt(block, password, maxIterations);
      default ->
          throw new TlsCredentialsException(
              Kind.UNSUPPORTED, block.label() + " is not supported: " + block.place());
    };
  }

  private static byte[] pkcs8OfEc(PemBlock block) {
    return Der.pkcs8OfEc(block.der())
        .orElseThrow(() -> malformed("an EC key that names no curve", block));
  }

  private static PrivateKey fromPkcs8(byte[] der, PemBlock block) {
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(der);
    return ALGORITHMS.stream()
        .flatMap(algorithm -> tryAs(algorithm, spec).stream())
        .findFirst()
        .orElseThrow(() -> malformed("no RSA, EC or EdDSA key", block));
  }

  private static Optional<PrivateKey> tryAs(String algorithm, PKCS8EncodedKeySpec spec) {
    try {
      return Optional.of(KeyFactory.getInstance(algorithm).generatePrivate(spec));
    } catch (InvalidKeySpecException | NoSuchAlgorithmException another) {
      return Optional.empty();
    }
  }

  private static PrivateKey decrypt(PemBlock block, char[] password, int maxIterations) {
    if (password.length == 0) {
      throw new TlsCredentialsException(
          Kind.WRONG_PASSWORD, "an encrypted key needs a password: " + block.place());
    }
    try {
      EncryptedPrivateKeyInfo info = new EncryptedPrivateKeyInfo(block.der());
      requireBounded(info.getAlgParameters(), maxIterations, block);
      return fromPkcs8(info.getKeySpec(cipher(info, password)).getEncoded(), block);
    } catch (IOException
        | NoSuchAlgorithmException
        | NoSuchPaddingException
        | InvalidAlgorithmParameterException e) {
      throw new TlsCredentialsException(
          Kind.UNSUPPORTED, "this encryption of keys is not supported: " + block.place(), e);
    } catch (GeneralSecurityException e) {
      throw new TlsCredentialsException(
          Kind.WRONG_PASSWORD, "the password does not open the key: " + block.place(), e);
    }
  }

  private static void requireBounded(
      @Nullable AlgorithmParameters parameters, int most, PemBlock block)
      throws NoSuchAlgorithmException {
    int iterations;
    try {
      iterations =
          parameters == null
              ? 0
              : parameters.getParameterSpec(PBEParameterSpec.class).getIterationCount();
    } catch (InvalidParameterSpecException e) {
      throw new NoSuchAlgorithmException(e);
    }
    if (iterations > most) {
      throw new TlsCredentialsException(
          Kind.UNSUPPORTED, iterations + " iterations, more than " + most + ": " + block.place());
    }
  }

  /** The JDK names the ciphers of PBES2 only in the text of their parameters. */
  private static Cipher cipher(EncryptedPrivateKeyInfo info, char[] password)
      throws GeneralSecurityException {
    AlgorithmParameters parameters = info.getAlgParameters();
    String name = info.getAlgName();
    boolean composed = name.equals("PBES2") || name.equals(PBES2);
    String algorithm = composed && parameters != null ? parameters.toString() : name;
    PBEKeySpec spec = new PBEKeySpec(password);
    try {
      SecretKey key = SecretKeyFactory.getInstance(algorithm).generateSecret(spec);
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(Cipher.DECRYPT_MODE, key, parameters);
      return cipher;
    } finally {
      spec.clearPassword();
    }
  }

  private static TlsCredentialsException malformed(String what, PemBlock block) {
    return new TlsCredentialsException(Kind.MALFORMED, what + ": " + block.place());
  }
}
