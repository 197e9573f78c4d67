// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.tls;

import static org.openmsrp.testkit.tls.Der.context;
import static org.openmsrp.testkit.tls.Der.element;
import static org.openmsrp.testkit.tls.Der.identifier;
import static org.openmsrp.testkit.tls.Der.sequence;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.openmsrp.domain.uri.MsrpHost;

/**
 * Builds a certificate for tests (RFC 5280). If nothing else is said it is valid from yesterday for
 * ten days and for no host. Not safe for use by several threads at once.
 */
public final class TestCertificate {

  private static final byte[] ECDSA_WITH_SHA256 =
      sequence(identifier(0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x04, 0x03, 0x02));
  private static final byte[] BASIC_CONSTRAINTS = identifier(0x55, 0x1D, 0x13);
  private static final byte[] SUBJECT_ALT_NAME = identifier(0x55, 0x1D, 0x11);
  private static final byte[] TRUE = element(Der.BOOLEAN, new byte[] {(byte) 0xFF});
  private static final byte[] VERSION_3 = context(0, true, element(Der.INTEGER, new byte[] {2}));
  private static final int DNS_NAME = 2;
  private static final int URI = 6;
  private static final int IP_ADDRESS = 7;

  private final String commonName;
  private final Optional<TestIdentity> issuer;
  private final List<byte[]> names = new ArrayList<>();
  private Instant from = Instant.now().minus(Duration.ofDays(1));
  private Instant until = from.plus(Duration.ofDays(10));
  private boolean authority;

  TestCertificate(String commonName, Optional<TestIdentity> issuer) {
    this.commonName = commonName;
    this.issuer = issuer;
  }

  /**
   * Adds hosts that the certificate is for.
   *
   * @param hosts names, which may begin with {@code *.}, or addresses
   * @return this builder
   */
  public TestCertificate hosts(String... hosts) {
    for (String host : hosts) {
      boolean wildcard = host.startsWith("*.");
      if (!wildcard && MsrpHost.parse(host).numeric()) {
        names.add(context(IP_ADDRESS, false, address(host)));
      } else {
        names.add(context(DNS_NAME, false, host.getBytes(StandardCharsets.US_ASCII)));
      }
    }
    return this;
  }

  /**
   * Adds a URI that the certificate is for, such as a user's SIP address.
   *
   * @param uri the URI
   * @return this builder
   */
  public TestCertificate uri(String uri) {
    names.add(context(URI, false, uri.getBytes(StandardCharsets.US_ASCII)));
    return this;
  }

  /**
   * Sets when it is valid.
   *
   * @param begin its first second
   * @param end its last second
   * @return this builder
   */
  public TestCertificate validBetween(Instant begin, Instant end) {
    from = begin;
    until = end;
    return this;
  }

  /**
   * Makes it a certificate whose time was over yesterday.
   *
   * @return this builder
   */
  public TestCertificate expired() {
    Instant yesterday = Instant.now().minus(Duration.ofDays(1));
    return validBetween(yesterday.minus(Duration.ofDays(10)), yesterday);
  }

  TestCertificate authority() {
    authority = true;
    return this;
  }

  /**
   * Issues it.
   *
   * @return the certificate with a key of its own
   */
  public TestIdentity issue() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      X509Certificate certificate = sign(toBeSigned(pair), signer(pair));
      return new TestIdentity(chain(certificate), pair.getPrivate());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime can't make certificates", e);
    }
  }

  private List<X509Certificate> chain(X509Certificate own) {
    List<X509Certificate> chain = new ArrayList<>(List.of(own));
    issuer.ifPresent(by -> chain.addAll(by.chain()));
    return chain;
  }

  private PrivateKey signer(KeyPair own) {
    return issuer.map(TestIdentity::key).orElse(own.getPrivate());
  }

  private byte[] toBeSigned(KeyPair pair) {
    X500Principal subject = new X500Principal("CN=" + commonName);
    return sequence(
        VERSION_3,
        element(Der.INTEGER, serial()),
        ECDSA_WITH_SHA256,
        issuerName(subject).getEncoded(),
        sequence(Der.time(from), Der.time(until)),
        subject.getEncoded(),
        pair.getPublic().getEncoded(),
        context(3, true, sequence(extensions())));
  }

  private X500Principal issuerName(X500Principal subject) {
    return issuer.map(one -> one.certificate().getSubjectX500Principal()).orElse(subject);
  }

  /** Positive, and never the same. */
  private static byte[] serial() {
    byte[] serial = new byte[16];
    new SecureRandom().nextBytes(serial);
    serial[0] = (byte) ((serial[0] & 0x7F) | 0x40);
    return serial;
  }

  private byte[][] extensions() {
    List<byte[]> all = new ArrayList<>();
    byte[] constraints = authority ? sequence(TRUE) : sequence();
    all.add(sequence(BASIC_CONSTRAINTS, TRUE, element(Der.OCTET_STRING, constraints)));
    if (!names.isEmpty()) {
      byte[] alternatives = sequence(names.toArray(byte[][]::new));
      all.add(sequence(SUBJECT_ALT_NAME, element(Der.OCTET_STRING, alternatives)));
    }
    return all.toArray(byte[][]::new);
  }

  private static X509Certificate sign(byte[] content, PrivateKey key)
      throws GeneralSecurityException {
    Signature signature = Signature.getInstance("SHA256withECDSA");
    signature.initSign(key);
    signature.update(content);
    byte[] der = sequence(content, ECDSA_WITH_SHA256, Der.bits(signature.sign()));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static byte[] address(String literal) {
    try {
      return InetAddress.getByName(literal).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(literal, e);
    }
  }
}
