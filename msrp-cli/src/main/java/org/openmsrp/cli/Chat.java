// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.SessionEnd;

/** A conversation: lines go out, messages come in, until either side has had enough. */
final class Chat {

  private static final long REPORT_SECONDS = 2;

  /** How the user's side of the conversation ended. */
  private enum Leaving {
    /** There is no more input: what was written goes to its end. */
    END_OF_INPUT,
    /** The user wants to go now. */
    QUIT
  }

  private final Console console;
  private final ChatScreen screen;
  private final ChatFiles files;
  private final Inbox inbox;
  private final MsrpSession session;
  private final CompletableFuture<Leaving> leaving = new CompletableFuture<>();

  Chat(MsrpChannel channel, RateOption rate, Path directory, Console console) {
    this.console = console;
    this.screen = new ChatScreen(console.out());
    this.files = new ChatFiles(screen);
    this.inbox = new Inbox(new Inbox.Manner(directory, 0, true, files::incoming), screen);
    this.session = rate.applyTo(MsrpSession.builder(channel).handler(inbox).start());
    screen.say("connected. Write something; /help shows what else you can do.");
  }

  /** Goes on until either side has had enough. */
  int run() {
    Thread reader = new Thread(this::read, "msrp-chat");
    reader.setDaemon(true);
    reader.start();
    console.onInterrupt(() -> leaving.complete(Leaving.QUIT));
    awaitEnd();
    if (leaving.getNow(null) == Leaving.QUIT) {
      files.cancelAll();
    }
    SessionEnd end = session.shutdown(Stacks.CLOSE).toCompletableFuture().join();
    inbox.settle();
    screen.print(Fates.closed(end));
    return Fates.orderly(end) ? ExitStatus.OK : ExitStatus.NOT_DELIVERED;
  }

  /** Tells how far files are, as long as nothing ends. */
  private void awaitEnd() {
    CompletableFuture<?> written =
        leaving.thenCompose(
            how ->
                how == Leaving.QUIT ? CompletableFuture.completedFuture(null) : screen.settled());
    CompletableFuture<?> end =
        CompletableFuture.anyOf(
            written, session.ended().toCompletableFuture(), console.interrupted());
    while (true) {
      try {
        end.get(REPORT_SECONDS, TimeUnit.SECONDS);
        return;
      } catch (TimeoutException e) {
        files.report();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      } catch (ExecutionException e) {
        throw new IllegalStateException("nothing here fails", e);
      }
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8))) {
      ChatLines commands = new ChatLines(session, files, screen);
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (commands.leaves(line)) {
          leaving.complete(Leaving.QUIT);
          return;
        }
      }
      leaving.complete(Leaving.END_OF_INPUT);
    } catch (IOException e) {
      screen.say("can't read what you write: " + Failures.line(e));
      leaving.complete(Leaving.END_OF_INPUT);
    }
  }
}
