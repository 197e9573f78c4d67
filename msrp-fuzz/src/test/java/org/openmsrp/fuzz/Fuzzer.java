// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import java.util.Arrays;
import java.util.function.Consumer;

/** Where Jazzer calls; see {@code scripts/fuzz}. */
public final class Fuzzer {

  /** All targets in one run: the first octet chooses. */
  static final String ALL = "all";

  private static Consumer<byte[]> target = Fuzzer::any;

  private Fuzzer() {}

  /**
   * Chooses the target.
   *
   * @param arguments its name, or {@code all}
   */
  public static void fuzzerInitialize(String[] arguments) {
    target = arguments[0].equals(ALL) ? Fuzzer::any : FuzzTarget.named(arguments[0])::run;
  }

  /**
   * One run.
   *
   * @param octets the input
   */
  public static void fuzzerTestOneInput(byte[] octets) {
    target.accept(octets);
  }

  private static void any(byte[] octets) {
    if (octets.length > 0) {
      FuzzTarget[] targets = FuzzTarget.values();
      targets[(octets[0] & 0xFF) % targets.length].run(
          Arrays.copyOfRange(octets, 1, octets.length));
    }
  }
}
