// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

/**
 * One requirement of a standard.
 *
 * @param id such as {@code 4975-7.1.1-02}: RFC number, section, running number
 * @param rfc such as {@code RFC 4975}
 * @param section of the RFC; {@code -} if it has none
 * @param level {@code MUST}, {@code SHOULD}, {@code MAY}, or {@code ABNF} for the grammar
 * @param role who is bound, such as {@code sender}
 * @param text the requirement in our words
 * @param basis {@code text} if the RFC states it, {@code implied} if the level was set here, {@code
 *     decision} where the RFC is silent, {@code draft} if only other implementations show it
 */
public record Requirement(
    String id, String rfc, String section, String level, String role, String text, String basis) {

  static Requirement of(String[] row) {
    return new Requirement(row[0], row[1], row[2], row[3], row[4], row[5], row[6]);
  }
}
