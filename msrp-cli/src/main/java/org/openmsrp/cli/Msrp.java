// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

/** The {@code msrp} command. */
public final class Msrp {

  private Msrp() {}

  /**
   * Prints the version.
   *
   * @param args ignored
   */
  public static void main(String[] args) {
    String version = Msrp.class.getPackage().getImplementationVersion();
    System.out.println("msrp " + (version == null ? "(unpackaged)" : version));
  }
}
