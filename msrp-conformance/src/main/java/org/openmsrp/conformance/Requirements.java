// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The requirements of the MSRP standards, numbered. May be called from any thread. */
public final class Requirements {

  private static final Map<String, Requirement> BY_ID = load();

  private Requirements() {}

  /**
   * Every requirement.
   *
   * @return the requirements, ordered by RFC and section as the table lists them
   */
  public static List<Requirement> all() {
    return List.copyOf(BY_ID.values());
  }

  /**
   * One requirement.
   *
   * @param id such as {@code 4975-7.1.1-02}
   * @return the requirement; empty if there is none of this name
   */
  public static Optional<Requirement> byId(String id) {
    return Optional.ofNullable(BY_ID.get(Objects.requireNonNull(id, "id")));
  }

  private static Map<String, Requirement> load() {
    Map<String, Requirement> requirements = new LinkedHashMap<>();
    for (String[] row : Table.rows("requirements.tsv", 7)) {
      Requirement requirement = Requirement.of(row);
      if (requirements.put(requirement.id(), requirement) != null) {
        throw new IllegalStateException("two requirements named " + requirement.id());
      }
    }
    return requirements;
  }
}
