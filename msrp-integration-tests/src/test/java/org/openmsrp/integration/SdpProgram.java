// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import static org.openmsrp.integration.ReadmeProgram.join;
import static org.openmsrp.integration.ReadmeProgram.showText;

import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Connector;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.sdp.MsrpAgreement;
import org.openmsrp.session.sdp.MsrpMedia;
import org.openmsrp.transport.nio.NioTransport;

/** The program that {@code docs/sdp.md} shows, between the two marks. */
final class SdpProgram {

  private SdpProgram() {}

  public static void main(String[] args) {
    // Page begins
    try (MsrpStack stack = MsrpStack.builder().transport(new NioTransport()).build()) {
      // Alice can be reached: her offer says setup:actpass.
      Connector alice = stack.acceptor();
      MsrpPath path = join(alice.prepare(MsrpUri.parse("msrp://127.0.0.1:0;tcp")));
      MsrpMedia offer = MsrpMedia.offering(path).acceptTypes("text/*").maxSize(10_000).build();

      // Bob gets it in an INVITE, and answers setup:passive.
      MsrpMedia offered = MsrpMedia.parse(offer.text());
      Connector bob = stack.acceptor();
      MsrpPath bobsPath = join(bob.prepare(MsrpUri.parse("msrp://127.0.0.1:0;tcp")));
      MsrpMedia answer = offered.answering(bobsPath).acceptTypes("text/plain").build();
      MsrpAgreement bobs = MsrpAgreement.ofAnswerer(offered, answer);
      bobs.complete(bob)
          .thenApply(channel -> bobs.applyTo(MsrpSession.builder(channel)))
          .thenAccept(session -> session.handler(showText()).start());

      // Alice gets the answer in a 200, and connects, as the path that she has offered.
      MsrpAgreement agreed = MsrpAgreement.ofOfferer(offer, MsrpMedia.parse(answer.text()));
      if (agreed.active()) {
        alice.close();
        alice = stack.connector();
        join(alice.prepare(path.last()));
      }
      MsrpSession session =
          agreed.applyTo(MsrpSession.builder(join(agreed.complete(alice)))).start();
      System.out.println(join(session.send("Hello, Bob!")));
    }
    // Page ends
  }
}
