// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.transport.websocket;

import java.util.List;

/** The threads of this process. */
final class Threads {

  private Threads() {}

  static List<String> named(String prefix) {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }
}
