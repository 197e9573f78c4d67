// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.simulation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.message.RequestHead;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MessageReport;
import org.openmsrp.session.SessionEnd;
import org.openmsrp.session.SessionHandler;
import org.openmsrp.testkit.loopback.Simulation;

/** The user of one side of one talk: takes each message as the scenario says. */
final class Receiver implements SessionHandler {

  private final Simulation world;
  private final Ledger ledger;
  private final int talk;
  private final boolean active;
  private int timesClosed;

  Receiver(Simulation world, Ledger ledger, int talk, boolean active) {
    this.world = world;
    this.ledger = ledger;
    this.talk = talk;
    this.active = active;
  }

  int timesClosed() {
    return timesClosed;
  }

  private Optional<Letter> letter(String messageId) {
    return Optional.ofNullable(ledger.byMessageId(messageId));
  }

  @Override
  public Optional<MsrpStatus> screen(RequestHead head) {
    return letter(head.headers().messageId().orElse(""))
        .filter(letter -> letter.send.taking() == Act.Taking.SCREEN)
        .map(letter -> MsrpStatus.FORBIDDEN);
  }

  @Override
  public void onMessage(IncomingMessage message) {
    open("a message");
    Letter letter = letter(message.messageId()).orElse(null);
    if (letter == null || letter.send.talk() != talk || letter.send.active() == active) {
      ledger.wrong("a message that nobody sent here: " + message.messageId());
      return;
    }
    letter.timesShown++;
    if (letter.timesShown > 1 && !letter.strays) {
      ledger.wrong("shown again: " + letter);
    }
    if (!message.contentType().toString().equals(letter.send.type())) {
      ledger.wrong("shown as " + message.contentType() + ": " + letter);
    }
    take(message, letter);
  }

  private void take(IncomingMessage message, Letter letter) {
    switch (letter.send.taking()) {
      case SINK -> sink(message, letter, Long.MAX_VALUE);
      case BYTES -> watch(message.bytes(), letter);
      case DISCARD -> {
        message.discard();
        letter.complete = true;
      }
      case LATE -> later(Duration.ofSeconds(1 + letter.send.id() % 15), message, letter);
      case NEVER -> {}
      case REJECT -> message.reject(MsrpStatus.STOP_SENDING);
      case FAIL -> sink(message, letter, letter.send.size() / 2);
      default -> ledger.wrong("shown though refused: " + letter);
    }
  }

  private void later(Duration delay, IncomingMessage message, Letter letter) {
    Duration now = Duration.ofNanos(ledger.now());
    world.at(now.plus(delay), () -> sink(message, letter, Long.MAX_VALUE));
  }

  private void sink(IncomingMessage message, Letter letter, long failAt) {
    CheckedSink sink = new CheckedSink(letter, ledger.wrongs, failAt);
    var unused = message.transferTo(sink);
  }

  private void watch(CompletionStage<byte[]> bytes, Letter letter) {
    var unused =
        bytes.whenComplete(
            (octets, failure) -> {
              if (failure != null) {
                letter.failed = true;
              } else {
                taken(letter, octets);
              }
            });
  }

  private void taken(Letter letter, byte[] octets) {
    if (letter.complete || letter.failed) {
      ledger.wrong("a second end of " + letter);
    }
    letter.complete = true;
    boolean right =
        octets.length == letter.send.size()
            && Content.matches(letter.contentId(), letter.send.size(), 0, ByteBuffer.wrap(octets));
    if (!right) {
      ledger.wrong("wrong content: " + letter);
    }
  }

  @Override
  public void onReport(MessageReport report) {
    open("a report");
    if (report.messageId().startsWith(Side.KEEP_ALIVE)) {
      return;
    }
    Letter letter = letter(report.messageId()).orElse(null);
    if (letter == null || letter.send.active() != active || letter.send.talk() != talk) {
      ledger.wrong("a report about " + report.messageId() + ", which was not sent here");
    }
  }

  @Override
  public MsrpStatus onNickname(Nickname nickname) {
    open("a nickname");
    return MsrpStatus.OK;
  }

  @Override
  public void onClosed(SessionEnd end) {
    timesClosed++;
    if (timesClosed > 1) {
      ledger.wrong("closed again: " + end);
    }
  }

  private void open(String what) {
    if (timesClosed > 0) {
      ledger.wrong(what + " after the end of the session");
    }
  }
}
