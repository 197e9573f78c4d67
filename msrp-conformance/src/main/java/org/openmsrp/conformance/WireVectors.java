// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The wire examples of the standards and cases built beside them, octet for octet.
 *
 * <p>Folders {@code msrp}, {@code sdp}, {@code http}, {@code cpim} and {@code xml} hold the RFCs'
 * own examples, with the faults they are printed with (each named in the vector's notes); folder
 * {@code derived} holds valid or tolerated cases ({@code d..}) and invalid ones ({@code n..}). All
 * methods may be called from any thread.
 */
public final class WireVectors {

  private static final Map<String, WireVector> BY_NAME = load();

  private WireVectors() {}

  /**
   * Every vector.
   *
   * @return the vectors, in the order of their RFCs
   */
  public static List<WireVector> all() {
    return List.copyOf(BY_NAME.values());
  }

  /**
   * The vectors of one folder.
   *
   * @param folder such as {@code msrp} or {@code derived}
   * @return at least one vector, in the order of their names' index
   * @throws NoSuchElementException if there is no such folder
   */
  public static List<WireVector> inFolder(String folder) {
    Objects.requireNonNull(folder, "folder");
    List<WireVector> found = all().stream().filter(v -> v.folder().equals(folder)).toList();
    if (found.isEmpty()) {
      throw new NoSuchElementException("no folder of vectors named " + folder);
    }
    return found;
  }

  /**
   * One vector.
   *
   * @param name folder and name without file suffix, such as {@code derived/d07-abort}
   * @return the vector
   * @throws NoSuchElementException if there is none of this name
   */
  public static WireVector named(String name) {
    WireVector found = BY_NAME.get(Objects.requireNonNull(name, "name"));
    if (found == null) {
      throw new NoSuchElementException("no vector named " + name);
    }
    return found;
  }

  private static Map<String, WireVector> load() {
    Map<String, WireVector> vectors = new LinkedHashMap<>();
    Map<String, String> signals = signals();
    for (String[] row : Table.rows("vectors/index.tsv", 5)) {
      Optional<String> signal = Optional.ofNullable(signals.get(withoutSuffix(row[0])));
      WireVector vector = WireVector.of(row, Table.octets("vectors/" + row[0]), signal);
      if (vectors.put(vector.name(), vector) != null) {
        throw new IllegalStateException("two vectors named " + vector.name());
      }
    }
    return vectors;
  }

  private static Map<String, String> signals() {
    return Table.rows("vectors/signals.tsv", 2).stream()
        .collect(Collectors.toUnmodifiableMap(row -> row[0], row -> row[1]));
  }

  private static String withoutSuffix(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }
}
