// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import java.util.List;

/** Worked examples of digest arithmetic. May be called from any thread. */
public final class DigestVectors {

  private static final List<DigestVector> ALL =
      Table.rows("vectors/digest-vectors.tsv", 14).stream().map(DigestVector::of).toList();

  private DigestVectors() {}

  /**
   * Every vector.
   *
   * @return at least one
   */
  public static List<DigestVector> all() {
    return ALL;
  }
}
