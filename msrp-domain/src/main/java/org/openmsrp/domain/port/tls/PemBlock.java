// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

/** What stands between a BEGIN and an END (RFC 7468). */
final class PemBlock {

  private final String label;
  private final byte[] der;
  private final String place;

  /**
   * A block.
   *
   * @param label what it is
   * @param der the decoded octets
   * @param place file and line where it begins, for errors
   */
  PemBlock(String label, byte[] der, String place) {
    this.label = label;
    this.der = der;
    this.place = place;
  }

  String label() {
    return label;
  }

  byte[] der() {
    return der;
  }

  String place() {
    return place;
  }

  boolean isCertificate() {
    return label.equals("CERTIFICATE") || label.equals("X509 CERTIFICATE");
  }

  boolean isKey() {
    return label.endsWith("PRIVATE KEY");
  }
}
