// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The requirements that no test proves, each with its reason. May be called from any thread. */
public final class Explanations {

  private static final Map<String, Explanation> BY_ID = load();

  private Explanations() {}

  /**
   * Every explanation.
   *
   * @return the explanations, as the table lists them
   */
  public static List<Explanation> all() {
    return List.copyOf(BY_ID.values());
  }

  /**
   * The explanation for one requirement.
   *
   * @param id such as {@code 4975-13-07}
   * @return why no test proves it; empty if one does, or should
   */
  public static Optional<Explanation> byId(String id) {
    return Optional.ofNullable(BY_ID.get(Objects.requireNonNull(id, "id")));
  }

  private static Map<String, Explanation> load() {
    Map<String, Explanation> explanations = new LinkedHashMap<>();
    for (String[] row : Table.rows("explanations.tsv", 2)) {
      Explanation explanation = Explanation.of(row);
      if (Requirements.byId(explanation.id()).isEmpty()) {
        throw new IllegalStateException("no requirement named " + explanation.id());
      }
      if (explanations.put(explanation.id(), explanation) != null) {
        throw new IllegalStateException("two explanations for " + explanation.id());
      }
    }
    return explanations;
  }
}
