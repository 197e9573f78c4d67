// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.header.Nickname;

/** RFC 7701 §7: nicknames asked for, given and refused. */
class NicknameTest {

  private final Bench bench = new Bench();
  private RawPeer peer;
  private MsrpSession session;

  @BeforeEach
  void bind() {
    Bench.Bound bound = bench.passive();
    peer = bound.peer();
    session = bench.session(bound.channel());
  }

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  private static String request(String header) {
    return """
    MSRP nick0001 NICKNAME
    To-Path: %s
    From-Path: %s
    %s-------nick0001$
    """
        .formatted(Bench.LOCAL, Bench.REMOTE, header);
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 423, 424, 425})
  @Conformance("7701-7.1-04")
  void nickname_askedFor_completesWithTheAnswer(int code) {
    CompletionStage<MsrpStatus> answer = session.nickname(new Nickname("Änn \"x\""));
    assertThat(peer.takes()).contains(" NICKNAME\n", "Use-Nickname: \"Änn \\\"x\\\"\"\n");
    peer.sends(Bench.response("tid0001", Integer.toString(code)));
    assertThat(bench.simulation.await(answer).code()).isEqualTo(code);
  }

  @Test
  void nickname_unanswered_completesWith408() {
    CompletionStage<MsrpStatus> answer = session.nickname(new Nickname("ann"));
    bench.advance(Duration.ofSeconds(30));
    assertThat(bench.simulation.await(answer).code()).isEqualTo(408);
  }

  @Test
  void nickname_lostWithTheConnection_failsTyped() {
    CompletionStage<MsrpStatus> answer = session.nickname(new Nickname("ann"));
    bench.simulation.runUntilIdle();
    peer.breaksOff();
    assertThat(bench.failure(answer).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
  }

  @Test
  void nickname_removed_isAnEmptyString() {
    session.nickname(Nickname.NONE);
    assertThat(peer.takes()).contains("Use-Nickname: \"\"\n");
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 403, 425})
  void request_ofThePeer_isAnsweredWithTheHandlersChoice(int code) {
    bench.user.nicknameAnswer = MsrpStatus.of(code);
    peer.sends(request("Use-Nickname: \"bob\"\n"));
    RawPeer.Frame frame = peer.takesFrame();
    assertThat(frame.code()).isEqualTo(code);
    assertThat(frame.head().toPath()).isEqualTo(Bench.REMOTE_PATH);
    assertThat(bench.user.nicknames).containsExactly(new Nickname("bob"));
  }

  @Test
  void request_withoutANickname_isAnswered424() {
    peer.sends(request(""));
    assertThat(peer.takesFrame().code()).isEqualTo(424);
    assertThat(bench.user.nicknames).isEmpty();
  }

  @Test
  void request_whoseHandlerThrows_isAnswered403() {
    bench.user.onNickname =
        nickname -> {
          throw new IllegalStateException("a user's mistake");
        };
    peer.sends(request("Use-Nickname: \"bob\"\n"));
    assertThat(peer.takesFrame().code()).isEqualTo(403);
    assertThat(bench.logger.errors).hasSize(1);
  }

  @Test
  void request_toAHandlerThatKnowsNone_isAnswered403() {
    assertThat(((SessionHandler) message -> {}).onNickname(new Nickname("x")).code())
        .isEqualTo(403);
  }
}
