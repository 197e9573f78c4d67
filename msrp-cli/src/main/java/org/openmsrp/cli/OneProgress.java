// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.openmsrp.session.IncomingMessage;

/** Shows the progress of one incoming message at a time: two lines would overwrite each other. */
final class OneProgress implements Function<IncomingMessage, Progress> {

  private final Console console;
  private final Semaphore line = new Semaphore(1);

  OneProgress(Console console) {
    this.console = console;
  }

  @Override
  public Progress apply(IncomingMessage message) {
    long size = message.announcedSize().orElse(-1);
    if (size <= Arrival.LONGEST_TEXT || !line.tryAcquire()) {
      return Progress.NONE;
    }
    return Progress.then(console.progress(Arrival.fileName(message), size), line::release);
  }
}
