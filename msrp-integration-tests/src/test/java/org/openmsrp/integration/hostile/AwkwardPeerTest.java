// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.integration.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.session.Delivery;
import org.openmsrp.session.IncomingMessage;
import org.openmsrp.session.MsrpSessionException;
import org.openmsrp.session.OutgoingMessage;
import org.openmsrp.session.Transfer;
import org.openmsrp.testkit.scripted.ScriptedPeer;

/**
 * What is legal and hurt other stacks all the same, from a live peer to a server on each ground.
 */
@Timeout(120)
class AwkwardPeerTest {

  private static final Map<Ground, Target> TARGETS = new EnumMap<>(Ground.class);

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();

  @AfterAll
  static void close() {
    TARGETS.values().forEach(Target::exchange);
    TARGETS.values().forEach(Target::close);
    TARGETS.clear();
  }

  private static Target target(Ground ground) {
    return TARGETS.computeIfAbsent(ground, Target::new);
  }

  private void receive(IncomingMessage message) {
    CompletionStage<Boolean> unused = message.text().thenApply(texts::add);
  }

  /** Each octet of a frame is the last of a read, those of the end-line as well. */
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "LOOPBACK")
  void server_givenFramesInPiecesOfEachSize_takesThemWhole(Ground ground) {
    Target target = target(ground);
    try (Target.Prey prey = target.prey(this::receive);
        ScriptedPeer peer = prey.bind(target.peer())) {
      int length = frame(prey, 0).length();
      for (int size = 1; size <= length; size++) {
        peer.sendInPieces(size, frame(prey, size).getBytes(ISO_8859_1))
            .expectResponse(Frames.ID, 200);
        assertThat(Target.next(texts)).isEqualTo("a\r\n-------b");
      }
    }
  }

  private static String frame(Target.Prey prey, int number) {
    return prey.frames()
        .part(Frames.ID, "mid%05d".formatted(number), "1-*/*", "a\r\n-------b", "$");
  }

  /** Many messages in one write, or, where a message of the transport is one of ours, at once. */
  @ParameterizedTest
  @EnumSource
  void server_givenManyMessagesAtOnce_takesAndAnswersAll(Ground ground) {
    Target target = target(ground);
    int count = 200;
    try (Target.Prey prey = target.prey(this::receive);
        ScriptedPeer peer = prey.bind(target.peer())) {
      StringBuilder all = new StringBuilder();
      for (int i = 0; i < count; i++) {
        String id = "many%04d".formatted(i);
        all.append(prey.frames().part(id, id, "1-*/*", id, "$"));
        if (ground.messages()) {
          peer.send(all.toString());
          all.setLength(0);
        }
      }
      if (!all.isEmpty()) {
        peer.send(all.toString());
      }
      for (int i = 0; i < count; i++) {
        peer.expectResponse("many%04d".formatted(i), 200);
        assertThat(Target.next(texts)).isEqualTo("many%04d", i);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void server_givenABodyInTheBindingChunk_bindsAndTakesIt(Ground ground) {
    Target target = target(ground);
    try (Target.Prey prey = target.prey(this::receive);
        ScriptedPeer peer = target.peer()) {
      peer.send(prey.frames().ranged("1-5/5", "first")).expectResponse(Frames.ID, 200);
      assertThat(Target.next(texts)).isEqualTo("first");
      peer.send(prey.frames().part("tid00002", "mid00002", "1-6/6", "second", "$"))
          .expectResponse("tid00002", 200);
      assertThat(Target.next(texts)).isEqualTo("second");
      assertThat(prey.session().ended().toCompletableFuture()).isNotDone();
    }
  }

  /** RFC 4975 §9: the comment of a response may be left out. */
  @ParameterizedTest
  @EnumSource
  void session_whosePeerAnswersWithoutAComment_knowsThatItsMessageCame(Ground ground) {
    Target target = target(ground);
    try (Target.Prey prey = target.prey(this::receive);
        ScriptedPeer peer = prey.bind(target.peer())) {
      Transfer transfer = prey.session().send(OutgoingMessage.text("hello"));
      String id = peer.expectRequest(MsrpMethod.SEND).request().transactionId();
      peer.send(prey.frames().start(id, "200") + Frames.end(id, "$"));
      assertThat(Target.join(transfer.delivery())).isInstanceOf(Delivery.Accepted.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = ".*(TLS|BORINGSSL)", mode = EnumSource.Mode.MATCH_ALL)
  @Conformance("9325-3.1.1-01")
  void server_givenAPeerOfTls12Alone_servesIt(Ground ground) {
    Target target = target(ground);
    try (Target.Prey prey = target.prey(this::receive);
        ScriptedPeer peer = prey.bind(ground.peer(target.port(), "TLSv1.2"))) {
      peer.send(prey.frames().ranged("1-5/5", "hello")).expectResponse(Frames.ID, 200);
      assertThat(prey.session().connection().tls().map(TlsInfo::protocol)).contains("TLSv1.2");
    }
  }

  /** What an SDP may say: nobody's memory or time is worn out, and what fits is sent. */
  @ParameterizedTest
  @EnumSource
  void session_toAPeerOfAHundredThousandOddTypes_sendsWhatFitsAndNothingElse(Ground ground) {
    List<String> odd =
        List.of("", "/", "text", "text/", "/plain", "t\u00ebxt/plain", "a/b/c", "x".repeat(4_096));
    String[] types = new String[100_000];
    Arrays.setAll(types, i -> odd.get(i % odd.size()));
    types[types.length - 1] = "text/plain";
    Target target = target(ground);
    try (Target.Prey prey = target.preyThat(builder -> builder.peerAcceptTypes(types));
        ScriptedPeer peer = prey.bind(target.peer())) {
      OutgoingMessage picture =
          OutgoingMessage.of(MediaType.parse("image/png"), MsrpBody.utf8("picture"));
      assertThatThrownBy(() -> prey.session().send(picture))
          .isInstanceOf(MsrpSessionException.class);
      for (int i = 0; i < 100; i++) {
        prey.session().send("word " + i);
        peer.expectRequest(MsrpMethod.SEND);
        assertThat(peer.request().body().map(MsrpBody::utf8)).contains("word " + i);
      }
    }
  }
}
