// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.DirectAcceptor;
import org.openmsrp.session.DirectConnector;
import org.openmsrp.session.MsrpChannel;
import org.openmsrp.session.MsrpSession;
import org.openmsrp.session.MsrpStack;
import org.openmsrp.session.SessionHandler;
import org.openmsrp.transport.nio.NioTransport;

/** The program that the README shows, between the two marks, as it is compiled and run. */
final class ReadmeProgram {

  private ReadmeProgram() {}

  public static void main(String[] args) {
    // README begins
    try (MsrpStack stack = MsrpStack.builder().transport(new NioTransport()).build()) {
      DirectAcceptor acceptor = stack.acceptor();
      DirectConnector connector = stack.connector();
      MsrpPath bob = join(acceptor.prepare(MsrpUri.parse("msrp://127.0.0.1:0;tcp")));
      MsrpPath alice = join(connector.prepare()); // SDP carries both paths: a=path
      acceptor
          .complete(alice)
          .thenAccept(channel -> MsrpSession.builder(channel).handler(showText()).start());
      MsrpChannel channel = join(connector.complete(bob));
      MsrpSession session = MsrpSession.builder(channel).start();
      Delivery fate = join(session.send("Hello, Bob! 👋"));
      System.out.println(fate); // Accepted[octets=16, reportMissing=false]
      join(session.shutdown(Duration.ofSeconds(5)));
    }
    // README ends
  }

  static SessionHandler showText() {
    return message -> message.text().thenAccept(System.out::println);
  }

  static <T> T join(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(30, TimeUnit.SECONDS).join();
  }
}
