// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

/**
 * Why no test proves a requirement: it binds somebody else, or there is nothing that a test could
 * show.
 *
 * @param id the requirement, such as {@code 4975-13-07}
 * @param reason one or two sentences
 */
public record Explanation(String id, String reason) {

  static Explanation of(String[] row) {
    return new Explanation(row[0], row[1]);
  }
}
