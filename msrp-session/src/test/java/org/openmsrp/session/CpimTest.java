// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.cpim.CpimAddress;
import org.openmsrp.domain.cpim.CpimMessage;
import org.openmsrp.domain.cpim.CpimName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;

/** Messages in CPIM wrappers between two sessions (RFC 4975 §13). */
class CpimTest {

  private final Pair pair = new Pair();

  @AfterEach
  void close() {
    pair.close();
  }

  private List<MsrpSession> sessions(UnaryOperator<MsrpSessionBuilder> aliceSettings) {
    List<MsrpChannel> channels = pair.channels();
    MsrpSessionBuilder alice = MsrpSession.builder(channels.get(0)).handler(pair.atAlice);
    pair.atBob.take = false;
    MsrpSession bob = MsrpSession.builder(channels.get(1)).handler(pair.atBob).start();
    return List.of(aliceSettings.apply(alice).start(), bob);
  }

  private MsrpSession alice(String... bobTakes) {
    return sessions(builder -> builder.peerAcceptTypes(bobTakes)).get(0);
  }

  private IncomingMessage atBob() {
    pair.simulation.runUntil(() -> !pair.atBob.messages.isEmpty());
    return pair.atBob.messages.get(0);
  }

  @Test
  @Conformance("4975-13-02")
  void message_inCpim_arrivesAsItWasComposed() {
    CpimMessage sent =
        CpimMessage.builder(new CpimAddress("Zoë", "im:zoe@a.example"), CpimAddress.of("im:b@x"))
            .text("x".repeat(30_000))
            .build();
    sessions(builder -> builder).get(0).send(OutgoingMessage.cpim(sent));
    IncomingMessage message = atBob();
    assertThat(message.contentType()).isEqualTo(MediaType.CPIM);
    assertThat(pair.simulation.await(message.cpim())).isEqualTo(sent);
  }

  @Test
  void cpim_contentThatIsNone_failsWithSyntaxError() {
    sessions(builder -> builder)
        .get(0)
        .send(OutgoingMessage.of(MediaType.CPIM, MsrpBody.copyOf("no".getBytes(UTF_8))));
    var taken = atBob().cpim().toCompletableFuture();
    pair.simulation.runUntil(taken::isDone);
    assertThatThrownBy(taken::join).hasCauseInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void prefersCpim_peerThatNamesItFirst_isTrue() {
    assertThat(alice("Message/CPIM;x=y", "text/plain").prefersCpim()).isTrue();
  }

  @Test
  void prefersCpim_anyOtherPeer_isFalse() {
    Stream<Optional<AcceptTypes>> others =
        Stream.of(
            Optional.empty(),
            Optional.of(AcceptTypes.of()),
            Optional.of(AcceptTypes.of("*", "message/cpim")),
            Optional.of(AcceptTypes.of("message/*")),
            Optional.of(AcceptTypes.of("text/plain", "message/cpim")));
    assertThat(others.map(types -> new PeerOffer(types, OptionalLong.empty())))
        .noneMatch(PeerOffer::prefersCpim);
  }

  @Test
  void example_peerThatPrefersCpim_readsWhoSaysWhat() {
    CpimExample.send(alice("message/cpim", "text/plain"), "Hello, Bob! 👋");
    assertThat(pair.simulation.await(CpimExample.read(atBob())))
        .isEqualTo("Alice <im:alice@example.com> says: Hello, Bob! 👋");
  }

  @Test
  void example_peerThatDoesNot_readsTheText() {
    CpimExample.send(alice("text/plain", "message/cpim"), "Hello, Bob! 👋");
    assertThat(pair.simulation.await(CpimExample.read(atBob()))).isEqualTo("Hello, Bob! 👋");
  }

  @Test
  void example_messageThatRequiresMore_isNotShownAsIfItWereUnderstood() {
    CpimMessage sent =
        CpimMessage.builder(CpimAddress.of("im:a@x"), CpimAddress.of("im:b@x"))
            .namespace("l", "urn:x:locale")
            .require(new CpimName("urn:x:locale", "MustRenderKanji"))
            .text("hidden")
            .build();
    alice("*").send(OutgoingMessage.cpim(sent));
    assertThat(pair.simulation.await(CpimExample.read(atBob()))).doesNotContain("hidden");
  }
}
