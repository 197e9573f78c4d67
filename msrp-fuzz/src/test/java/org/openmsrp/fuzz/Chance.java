// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Chance that depends on the input alone, so that the input alone repeats a run. */
final class Chance {

  private Chance() {}

  static Random of(byte[] octets) {
    return new Random(Arrays.hashCode(octets));
  }

  /** Octets in a few pieces, which may be empty. */
  static List<byte[]> pieces(byte[] octets, Random random) {
    int[] cuts = random.ints(random.nextInt(8), 0, octets.length + 1).sorted().toArray();
    List<byte[]> pieces = new ArrayList<>();
    int from = 0;
    for (int cut : cuts) {
      pieces.add(Arrays.copyOfRange(octets, from, cut));
      from = cut;
    }
    pieces.add(Arrays.copyOfRange(octets, from, octets.length));
    return pieces;
  }

  static List<byte[]> singleOctets(byte[] octets) {
    List<byte[]> pieces = new ArrayList<>();
    for (byte octet : octets) {
      pieces.add(new byte[] {octet});
    }
    return pieces;
  }

  static String latin1(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }

  static void require(boolean holds, String law) {
    if (!holds) {
      throw new AssertionError(law);
    }
  }

  static void requireEqual(Object found, Object wanted, String law) {
    if (!found.equals(wanted)) {
      throw new AssertionError(law + ": " + found + " instead of " + wanted);
    }
  }
}
