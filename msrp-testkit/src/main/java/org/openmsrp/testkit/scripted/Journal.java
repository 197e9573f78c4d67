// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.scripted;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** The steps of a script so far, for the words of a failure. */
final class Journal {

  private static final int REMEMBERED = 12;

  private final Deque<String> last = new ArrayDeque<>();
  private int steps;

  void next(String what) {
    steps++;
    last.add(steps + ". " + what);
    if (last.size() > REMEMBERED) {
      last.remove();
    }
  }

  ScriptFailure failure(
      ScriptFailure.Kind kind, String why, Inbox inbox, @Nullable Throwable cause) {
    StringBuilder text = new StringBuilder("step ").append(steps).append(" failed: ").append(why);
    last.forEach(step -> text.append("\n  ").append(step));
    text.append("\n  came: ").append(inbox.shown());
    return new ScriptFailure(kind, steps, inbox.shown(), text.toString(), cause);
  }
}
