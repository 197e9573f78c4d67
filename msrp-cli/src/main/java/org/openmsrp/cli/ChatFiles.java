// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSession;

/** The files of a chat that are under way, both ways, by number. Safe for use by many threads. */
final class ChatFiles {

  private final ChatScreen screen;
  private final AtomicInteger last = new AtomicInteger();
  private final Map<Integer, ChatFile> underWay = new ConcurrentSkipListMap<>();

  ChatFiles(ChatScreen screen) {
    this.screen = screen;
  }

  /** Begins to send a file. */
  void send(Shipment shipment, MsrpSession session) {
    int number = last.incrementAndGet();
    String name = shipment.subject().subject();
    long begin = System.nanoTime();
    ChatFile.Outgoing file = new ChatFile.Outgoing(name, shipment.start().apply(session));
    underWay.put(number, file);
    screen.say("sending " + label(number, name) + ", " + Amounts.octets(shipment.octets()));
    CompletionStage<Event> fate =
        file.transfer()
            .delivery()
            .thenApply(
                delivery -> {
                  underWay.remove(number);
                  return Fates.of(shipment.subject(), delivery, Amounts.secondsSince(begin), 0);
                });
    screen.awaits(name, fate);
  }

  /** A message comes in; texts are not files. */
  Progress incoming(IncomingMessage message) {
    long size = message.announcedSize().orElse(-1);
    if (size >= 0 && size <= Arrival.LONGEST_TEXT) {
      return Progress.NONE;
    }
    int number = last.incrementAndGet();
    ChatFile.Incoming file = new ChatFile.Incoming(Arrival.fileName(message), size, message);
    underWay.put(number, file);
    screen.say("receiving " + label(number, file.name()) + ", " + Amounts.octets(size));
    return Progress.then(file, () -> underWay.remove(number));
  }

  void cancel(OptionalInt number) {
    each(number, ChatFile::cancel);
  }

  void cancelAll() {
    underWay.values().forEach(ChatFile::cancel);
  }

  void pause(OptionalInt number) {
    each(number, ChatFile::pause);
  }

  void resume(OptionalInt number) {
    each(number, ChatFile::resume);
  }

  void list() {
    if (underWay.isEmpty()) {
      screen.say("no files are under way");
    }
    report();
  }

  /** Says how far each file is. */
  void report() {
    underWay.forEach(
        (number, file) -> screen.say(label(number, file.name()) + ": " + file.state()));
  }

  private void each(OptionalInt number, Consumer<ChatFile> action) {
    if (number.isEmpty()) {
      if (underWay.isEmpty()) {
        screen.say("no files are under way");
      }
      underWay.values().forEach(action);
      return;
    }
    ChatFile file = underWay.get(number.getAsInt());
    if (file == null) {
      throw new CommandFailure(
          ExitStatus.USAGE, "no file under way has the number " + number.getAsInt());
    }
    action.accept(file);
  }

  private static String label(int number, String name) {
    return "[" + number + "] " + Printable.shortened(name, 40);
  }
}
