// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.openmsrp.domain.cpim.CpimAddress;
import org.openmsrp.domain.cpim.CpimMessage;
import org.openmsrp.domain.cpim.CpimName;
import org.openmsrp.domain.cpim.CpimSubject;

/** The code that {@code docs/cpim.md} shows, between the two marks, as it is compiled and run. */
final class CpimExample {

  private CpimExample() {}

  // Example begins
  private static final CpimAddress ALICE = new CpimAddress("Alice", "im:alice@example.com");
  private static final CpimAddress BOB = CpimAddress.of("sip:bob@example.com");
  private static final CpimName MESSAGE_ID = new CpimName("urn:ietf:params:imdn", "Message-ID");

  static Transfer send(MsrpSession session, String text) {
    if (!session.prefersCpim()) {
      return session.send(OutgoingMessage.text(text));
    }
    CpimMessage wrapped =
        CpimMessage.builder(ALICE, BOB)
            .dateTime(OffsetDateTime.now(ZoneOffset.UTC))
            .subject(new CpimSubject("Wetter", "de"))
            .namespace("imdn", MESSAGE_ID.namespace())
            .header(MESSAGE_ID, "34jk324j")
            .text(text)
            .build();
    return session.send(OutgoingMessage.cpim(wrapped));
  }

  static CompletionStage<String> read(IncomingMessage message) {
    return message.contentType().matches("message/cpim")
        ? message.cpim().thenApply(CpimExample::read)
        : message.text();
  }

  private static String read(CpimMessage message) {
    if (!message.unsupported(Set.of(MESSAGE_ID)).isEmpty()) {
      return "(a message that this program does not understand)";
    }
    String from = message.from().map(CpimAddress::toString).orElse("somebody");
    return from + " says: " + message.content().utf8();
  }
  // Example ends
}
