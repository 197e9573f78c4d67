// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import static java.util.Objects.requireNonNull;

import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Pattern;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * A hash of a certificate's DER form, as the SDP attribute {@code fingerprint} carries it (RFC 8122
 * §5).
 *
 * @param function the hash function
 * @param hex its octets: two digits each, in upper case, with colons between them
 */
public record Fingerprint(HashFunction function, String hex) {

  private static final String RULE = "RFC 8122 §5";
  private static final Pattern HEX = Pattern.compile("[0-9A-F]{2}(:[0-9A-F]{2})*");
  private static final HexFormat FORMAT = HexFormat.ofDelimiter(":").withUpperCase();

  /**
   * Checks the form and makes it upper case.
   *
   * @param function the hash function
   * @param hex its octets in hex with colons
   * @throws MsrpSyntaxException if that is no hash of this function
   */
  public Fingerprint {
    requireNonNull(function, "function");
    hex = requireNonNull(hex, "hex").toUpperCase(Locale.ROOT);
    if (hex.length() != function.octets() * 3 - 1 || !HEX.matcher(hex).matches()) {
      throw new MsrpSyntaxException(
          "a " + function + " fingerprint is " + function.octets() + " octets with colons", RULE);
    }
  }

  /**
   * Parses the value of the SDP attribute.
   *
   * @param text for example {@code SHA-256 4A:AD:B9:…}
   * @return the fingerprint
   * @throws MsrpSyntaxException if it is malformed, or of a function that is unknown or must not be
   *     used (MD5, MD2)
   */
  public static Fingerprint parse(String text) {
    String[] parts = text.strip().split(" +", 3);
    if (parts.length != 2) {
      throw new MsrpSyntaxException("a fingerprint is a hash function and a hash", RULE);
    }
    HashFunction function =
        HashFunction.of(parts[0])
            .orElseThrow(
                () -> new MsrpSyntaxException("not a hash function for fingerprints", RULE));
    return new Fingerprint(function, parts[1]);
  }

  /**
   * The SHA-256 fingerprint of a certificate.
   *
   * @param certificate the certificate
   * @return its fingerprint
   */
  public static Fingerprint of(X509Certificate certificate) {
    return of(HashFunction.SHA_256, certificate);
  }

  /**
   * The fingerprint of a certificate.
   *
   * @param function the hash function
   * @param certificate the certificate
   * @return its fingerprint
   */
  public static Fingerprint of(HashFunction function, X509Certificate certificate) {
    try {
      return new Fingerprint(function, FORMAT.formatHex(function.hash(certificate.getEncoded())));
    } catch (CertificateEncodingException e) {
      throw new IllegalArgumentException("certificate without a DER form", e);
    }
  }

  /**
   * Whether this is the fingerprint of a certificate.
   *
   * @param certificate the certificate
   * @return true if its hash is this one
   */
  public boolean matches(X509Certificate certificate) {
    return equals(of(function, certificate));
  }

  /** The value of the SDP attribute. */
  @Override
  public String toString() {
    return function + " " + hex;
  }
}
