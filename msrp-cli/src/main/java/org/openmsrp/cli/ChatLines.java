// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpSessionException;
import picocli.CommandLine.TypeConversionException;

/** What the lines of a chatting user do. Used by one thread. */
final class ChatLines {

  private static final List<String> HELP =
      List.of(
          "/send FILE        send a file; you can go on writing",
          "/files            list the files that are under way",
          "/cancel [NUMBER]  give up sending or taking a file; without a number, all",
          "/pause [NUMBER]   stop sending for a while, /resume [NUMBER] goes on",
          "/rate OCTETS      send so many octets a second at most, such as 500k; 'off' for no"
              + " limit",
          "/quit             leave; files under way are given up. Ctrl-D waits for them",
          "//text            a text that begins with a slash");

  private final MsrpSession session;
  private final ChatFiles files;
  private final ChatScreen screen;

  ChatLines(MsrpSession session, ChatFiles files, ChatScreen screen) {
    this.session = session;
    this.files = files;
    this.screen = screen;
  }

  /** Does what a line says; true if the user leaves. */
  boolean leaves(String line) {
    if (line.isBlank()) {
      return false;
    }
    try {
      if (!line.startsWith("/") || line.startsWith("//")) {
        say(line.startsWith("/") ? line.substring(1) : line);
        return false;
      }
      String[] words = line.strip().split("\\s+", 2);
      return leaves(words[0], words.length > 1 ? words[1] : "");
    } catch (CommandFailure | TypeConversionException | MsrpSessionException e) {
      screen.say(String.valueOf(e.getMessage()));
      return false;
    }
  }

  private boolean leaves(String command, String rest) {
    switch (command) {
      case "/quit", "/exit" -> {
        return true;
      }
      case "/send" -> send(rest);
      case "/files" -> files.list();
      case "/cancel" -> files.cancel(number(rest));
      case "/pause" -> files.pause(number(rest));
      case "/resume" -> files.resume(number(rest));
      case "/rate" -> rate(rest);
      case "/help" -> HELP.forEach(screen::say);
      default -> screen.say("no such command: " + Printable.line(command) + ", see /help");
    }
    return false;
  }

  private void say(String text) {
    Shipment shipment = Shipment.ofText(text, Shipment.Manner.CONFIRMED);
    long begin = System.nanoTime();
    screen.awaits(
        text,
        shipment
            .start()
            .apply(session)
            .delivery()
            .thenApply(fate -> Fates.of(shipment.subject(), fate, Amounts.secondsSince(begin), 0)));
  }

  private void send(String file) {
    if (file.isEmpty()) {
      throw new CommandFailure(ExitStatus.USAGE, "which file? /send FILE");
    }
    files.send(Shipment.ofFile(Path.of(unquoted(file)), Shipment.Manner.CONFIRMED), session);
  }

  /** Terminals quote the names of files that are dropped on them. */
  private static String unquoted(String file) {
    boolean quoted =
        file.length() > 1
            && (file.charAt(0) == '\'' || file.charAt(0) == '"')
            && file.charAt(file.length() - 1) == file.charAt(0);
    return quoted ? file.substring(1, file.length() - 1) : file;
  }

  private void rate(String rate) {
    session.limitRate(rate.equals("off") ? Long.MAX_VALUE : new RateConverter().convert(rate));
    screen.say(rate.equals("off") ? "no limit" : "at most " + rate + " octets a second");
  }

  private static OptionalInt number(String text) {
    try {
      return text.isEmpty() ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      throw new CommandFailure(ExitStatus.USAGE, "'" + text + "' is not a number of /files", e);
    }
  }
}
