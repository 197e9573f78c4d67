// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers something of the last messages or transactions, by id. Confined to one thread. */
final class RecentMap<V> {

  /** How many are remembered. */
  static final int SIZE = 256;

  private @Nullable Map<String, V> entries;

  void put(String id, V value) {
    Map<String, V> known = entries;
    if (known == null) {
      known = new LinkedHashMap<>();
      entries = known;
    }
    known.put(id, value);
    if (known.size() > SIZE) {
      known.remove(known.keySet().iterator().next());
    }
  }

  @Nullable V get(String id) {
    return entries == null ? null : entries.get(id);
  }

  @Nullable V remove(String id) {
    return entries == null ? null : entries.remove(id);
  }
}
