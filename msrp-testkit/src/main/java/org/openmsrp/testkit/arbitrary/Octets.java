// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.arbitrary;

import java.nio.charset.StandardCharsets;

/** Texts as octets. */
final class Octets {

  private Octets() {}

  static byte[] of(String latin1) {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }
}
