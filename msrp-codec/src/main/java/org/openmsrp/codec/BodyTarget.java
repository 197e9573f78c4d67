// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

/** Where the octets of a body go. */
interface BodyTarget {

  /** Skips them. */
  BodyTarget NOWHERE = (a, from, to) -> {};

  /**
   * Takes octets.
   *
   * @param a holds them until this method returns
   * @param from the first
   * @param to behind the last, above {@code from}
   */
  void octets(byte[] a, int from, int to);
}
