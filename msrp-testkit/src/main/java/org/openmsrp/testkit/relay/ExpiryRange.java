// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.relay;

/**
 * How long an {@link EmbeddedRelay} grants its URIs (RFC 4976 §4.6), in whole seconds.
 *
 * @param least a shorter wish is answered 423 with Min-Expires
 * @param usual what is granted where nothing is asked
 * @param most a longer wish is answered 423 with Max-Expires
 */
public record ExpiryRange(long least, long usual, long most) {

  /** 10 s to an hour, usually 15 minutes. */
  public static final ExpiryRange DEFAULT = new ExpiryRange(10, 900, 3_600);

  /**
   * Checks the order.
   *
   * @param least positive
   * @param usual between the two
   * @param most the largest
   * @throws IllegalArgumentException if they are not in order
   */
  public ExpiryRange {
    if (least < 1 || usual < least || most < usual) {
      throw new IllegalArgumentException(
          "not in order: " + least + " to " + most + " s, usually " + usual);
    }
  }
}
