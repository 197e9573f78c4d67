// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import org.openmsrp.domain.port.tls.PemDoor;
import org.openmsrp.domain.port.tls.TlsCredentialsException;

/** Files with keys and certificates: loaded, or refused with a reason. */
final class PemTarget {

  private PemTarget() {}

  static void run(byte[] octets) {
    try {
      PemDoor.readAll(octets);
    } catch (TlsCredentialsException refused) {
      Chance.require(refused.getMessage() != null, "a refusal has a reason");
    }
  }
}
