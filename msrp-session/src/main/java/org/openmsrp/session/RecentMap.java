// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Remembers something of the last messages, by Message-ID. Not safe for use by many threads. */
final class RecentMap<V> {

  /** How many messages are remembered. */
  static final int SIZE = 256;

  private @Nullable Map<String, V> entries;

  void put(String messageId, V value) {
    Map<String, V> known = entries;
    if (known == null) {
      known = new LinkedHashMap<>();
      entries = known;
    }
    known.put(messageId, value);
    if (known.size() > SIZE) {
      known.remove(known.keySet().iterator().next());
    }
  }

  @Nullable V get(String messageId) {
    return entries == null ? null : entries.get(messageId);
  }

  void remove(String messageId) {
    if (entries != null) {
      entries.remove(messageId);
    }
  }
}
