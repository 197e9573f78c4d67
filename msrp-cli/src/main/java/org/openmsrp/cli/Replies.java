// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.SessionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Prints the texts that come while something else is being done. */
record Replies(EventPrinter events) implements SessionHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Replies.class);

  @Override
  public void onMessage(IncomingMessage message) {
    message
        .bytes()
        .whenComplete(
            (octets, failure) -> {
              if (failure == null) {
                events.print(text(message, octets));
              } else {
                LOG.warn("a text of the peer was lost: {}", Failures.line(failure));
              }
            });
  }

  private static Event text(IncomingMessage message, byte[] octets) {
    return new Event.Message(
        message.messageId(),
        message.contentType().toString(),
        octets.length,
        RunningDigest.of(octets),
        Optional.empty(),
        Optional.of(new String(octets, StandardCharsets.UTF_8)));
  }
}
