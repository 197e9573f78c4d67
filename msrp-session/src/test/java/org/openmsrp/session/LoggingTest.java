// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.port.logging.MsrpLogger;

/** Loggers see the traffic of both directions, and no secret. */
class LoggingTest {

  private Bench bench = new Bench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Test
  void traffic_ofBothDirections_isLoggedAsItIsOnTheWire() {
    Bench.Bound bound = bench.passive();
    MsrpSession session = bench.session(bound.channel());
    bench.logger.sent.setLength(0);
    bench.logger.received.setLength(0);
    session.send("hällo");
    session.send(OutgoingMessage.of(MediaType.TEXT_PLAIN, MsrpBody.utf8("x".repeat(300_000))));
    String peersView = bound.peer().takes();
    assertThat(bench.logger.sent).hasToString(peersView);
    String frames =
        Bench.knock("tran0001")
            + Bench.text("tran0002", "m001", "grüezi")
            + Bench.response("tid0001", "200 OK");
    bound.peer().sends(frames);
    assertThat(bench.logger.received).hasToString(frames);
    assertThat(bench.logger.sent).hasToString(peersView + bound.peer().takes());
  }

  @Test
  void traffic_ofASessionWithItsOwnLogger_goesThere() {
    RecordingLogger own = new RecordingLogger();
    Bench.Bound bound = bench.passive(SessionOptions.DEFAULT.withLogger(own));
    bench.session(bound.channel());
    bench.logger.received.setLength(0);
    bench.logger.sent.setLength(0);
    bound.peer().sends(Bench.text("tran0002", "m001", "hello"));
    assertThat(own.received.toString()).contains("hello");
    assertThat(own.sent.toString()).contains("MSRP tran0002 200");
    assertThat(bench.logger.received.toString() + bench.logger.sent).isEmpty();
  }

  @Test
  void traffic_whereOnlyTheSessionWantsIt_isLogged() {
    bench.logger.traffic = false;
    RecordingLogger own = new RecordingLogger();
    Bench.Bound bound = bench.passive(SessionOptions.DEFAULT.withLogger(own));
    bench.session(bound.channel()).send("hello");
    bound.peer().takes();
    assertThat(own.sent.toString()).contains("hello");
  }

  @Test
  void traffic_unwanted_isNotLogged() {
    bench.close();
    RecordingLogger quiet = new RecordingLogger();
    quiet.traffic = false;
    bench = new Bench(builder -> builder.logger(quiet));
    Bench.Bound bound = bench.passive();
    bench.session(bound.channel()).send("hello");
    bound.peer().takes();
    assertThat(quiet.sent.toString() + quiet.received).isEmpty();
  }

  @Test
  void credentials_areNeverLogged() {
    Bench.Bound bound = bench.passive();
    bound
        .channel()
        .write(
            bound
                .channel()
                .newRequest(new MsrpMethod("AUTH"))
                .header(
                    HeaderName.AUTHORIZATION,
                    org.openmsrp.domain.auth.DigestCredentials.parse(
                        "Digest username=\"ann\",realm=\"r\",nonce=\"n\",response="
                            + "\"0123456789abcdef0123456789abcdef\",uri=\"msrp://r.example:1;tcp\""
                            + ",qop=auth,cnonce=\"c\",nc=00000001"))
                .build());
    assertThat(bound.peer().takes()).contains("0123456789abcdef");
    assertThat(bench.logger.sent.toString()).contains("AUTH").doesNotContain("0123456789abcdef");
  }

  @Test
  @Conformance("4975-3-02")
  void sessionIds_areInNoEventAndNoException() {
    List<Throwable> failures = new ArrayList<>();
    bench.listen();
    DirectConnector refused = bench.stack.connector();
    bench.simulation.await(refused.prepare(Bench.LOCAL_PATH.last()));
    CompletionStage<MsrpChannel> never = refused.complete(Bench.REMOTE_PATH);
    bench.accepted().sends(Bench.response("tid0001", "481 Gone"));
    failures.add(bench.failure(never));
    Bench.Bound bound = bench.passive();
    MsrpSession session = bench.session(bound.channel(), "text/*");
    bench.user.onMessage =
        message -> {
          throw new IllegalStateException("a user's mistake");
        };
    bound.peer().sends(Bench.text("tran0001", "m001", "x"));
    bound.peer().sends(Bench.text("tran0002", "m001", "x").replace("/stacksession", "/other"));
    bound.peer().sends(Bench.text("tran0003", "m001", "x").replace("/rawsession", "/other"));
    bound.peer().sends(Bench.text("tran0004", "m001", "x").replace("From-Path", "From Path"));
    CompletionStage<Delivery> unanswered = session.deliver(OutgoingMessage.text("hello"));
    bench.advance(Duration.ofSeconds(31));
    failures.add(bench.failure(unanswered));
    bound.peer().sends("MSRP " + Bench.LOCAL + " " + Bench.REMOTE + "\n");
    failures.add(catchThrowable(() -> session.send("more")));
    failures.add(bench.failure(bound.channel().read()));
    DirectAcceptor acceptor = bench.stack.acceptor();
    failures.add(catchThrowable(() -> acceptor.complete(Bench.REMOTE_PATH)));
    MsrpServer server = bench.simulation.await(bench.stack.server(Bench.LOCAL_PATH.last()));
    Optional<String> id = Bench.LOCAL_PATH.last().sessionId();
    server.expect(SessionOptions.DEFAULT, id);
    failures.add(catchThrowable(() -> server.expect(SessionOptions.DEFAULT, id)));
    failures.add(bench.failure(bench.stack.server(Bench.LOCAL_PATH.last())));
    assertThat(bench.logger.events).isNotEmpty();
    assertThat(bench.logger.events).allSatisfy(LoggingTest::hasNoSecret);
    bench.logger.errors.forEach(LoggingTest::hasNoSecret);
    assertThat(failures).doesNotContainNull().allSatisfy(LoggingTest::hasNoSecret);
  }

  private static void hasNoSecret(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      hasNoSecret(String.valueOf(cause));
    }
  }

  private static void hasNoSecret(String text) {
    assertThat(text).doesNotContain("stacksession").doesNotContain("rawsession");
  }

  @Test
  void logger_thatIsAbsent_costsNothingAndBreaksNothing() {
    bench.close();
    bench = new Bench(builder -> builder.logger(MsrpLogger.NONE));
    Bench.Bound bound = bench.passive();
    bench.session(bound.channel());
    bound.peer().sends(Bench.text("tran0001", "m001", "x"));
    assertThat(bench.user.texts).containsExactly("x");
  }
}
