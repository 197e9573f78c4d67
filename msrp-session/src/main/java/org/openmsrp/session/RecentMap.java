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

  /** Puts into a map that may not be there yet: an idle session has none. */
  static <V> RecentMap<V> with(@Nullable RecentMap<V> map, String id, V value) {
    RecentMap<V> some = map == null ? new RecentMap<>() : map;
    some.put(id, value);
    return some;
  }

  /** Looks into a map that may not be there yet. */
  static <V> @Nullable V find(@Nullable RecentMap<V> map, String id) {
    return map == null ? null : map.get(id);
  }

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
