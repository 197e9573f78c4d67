// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

/**
 * Why no test proves a requirement: it binds somebody else, there is nothing that a test could
 * show, or what it asks for is not built yet.
 *
 * @param id the requirement, such as {@code 4975-13-07}
 * @param reason one or two sentences
 */
public record Explanation(String id, String reason) {

  private static final String TO_COME = "To come: ";

  /**
   * Whether what the requirement asks for is not built yet.
   *
   * @return true if it is still to come; false if it never needs a test
   */
  public boolean toCome() {
    return reason.startsWith(TO_COME);
  }

  static Explanation of(String[] row) {
    return new Explanation(row[0], row[1]);
  }
}
