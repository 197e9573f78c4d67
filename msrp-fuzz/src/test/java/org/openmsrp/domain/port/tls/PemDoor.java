// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.tls;

import java.nio.file.Path;
import java.util.List;

/** Lets a fuzzer in where the room has no door. */
public final class PemDoor {

  private static final Path NAME = Path.of("fuzzed.pem");
  private static final char[] PASSWORD = {'s', 'e', 'c', 'r', 'e', 't'};

  /** As many as OpenSSL writes. More would be refused later, and make a run slow. */
  private static final int MOST_ITERATIONS = 2_048;

  private PemDoor() {}

  /**
   * Reads each block of a file as what it says it is.
   *
   * @param file the octets of a file
   * @throws TlsCredentialsException on the first block that is not that
   */
  public static void readAll(byte[] file) {
    List<PemBlock> blocks = PemFile.parse(file, NAME.toString());
    for (PemBlock block : blocks) {
      if (block.isKey()) {
        PrivateKeys.read(block, PASSWORD, MOST_ITERATIONS);
      }
    }
    Certificates.of(blocks, NAME);
  }
}
