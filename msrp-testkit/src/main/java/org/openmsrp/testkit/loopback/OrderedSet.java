// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.loopback;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A set for many threads that is gone through in the order of adding, so that runs replay. */
final class OrderedSet<T> {

  private final Set<T> elements = new LinkedHashSet<>();

  synchronized boolean add(T element) {
    return elements.add(element);
  }

  synchronized boolean remove(T element) {
    return elements.remove(element);
  }

  synchronized int size() {
    return elements.size();
  }

  /** What is there now; the set may change meanwhile. */
  synchronized List<T> snapshot() {
    return List.copyOf(elements);
  }
}
