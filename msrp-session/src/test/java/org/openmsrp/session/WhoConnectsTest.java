// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.message.MsrpRequest;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;

/** RFC 4975 §5.4 and §8.5, RFC 6714 §4: who connects, and where. */
class WhoConnectsTest {

  private final Bench bench = new Bench();

  @AfterEach
  void nothingIsLeft() {
    bench.close();
  }

  @Test
  @Conformance({"4975-5.4-02", "4975-8.5-01"})
  void complete_onBothSides_onlyTheConnectorConnects() {
    DirectConnector connector = bench.connector();
    bench.acceptor().complete(Bench.REMOTE_PATH);
    bench.advance(Duration.ofSeconds(20));
    assertThat(bench.accepted).isEmpty();
    connector.complete(Bench.REMOTE_PATH);
    assertThat(bench.accepted().takesFrame().request().toPath()).isEqualTo(Bench.REMOTE_PATH);
  }

  @Test
  @Conformance("4975-8.2-02")
  void prepare_withoutAUri_namesThePort() {
    MsrpUri made = bench.simulation.await(bench.stack.connector().prepare()).first();
    assertThat(made.port()).hasValue(MsrpUri.REGISTERED_PORT);
    DirectAcceptor acceptor = bench.stack.acceptor();
    MsrpPath free =
        bench.simulation.await(acceptor.prepare(MsrpUri.parse("msrp://stack.example:0;tcp")));
    assertThat(free.first().port().orElseThrow()).isPositive();
    acceptor.close();
  }

  @Test
  @Conformance("4976-9.2-05")
  void complete_pathThroughThePeersRelay_connectsToItInClearAndNamesTheWholePath() {
    MsrpPath path =
        MsrpPath.parse("msrp://raw.example:7777/rawsession;tcp msrp://peer.example:9/far;tcp");
    bench.connector().complete(path);
    RawPeer relay = bench.accepted();
    RawPeer.Frame knock = relay.takesFrame();
    assertThat(knock.request().toPath()).isEqualTo(path);
    assertThat(knock.request().fromPath()).isEqualTo(Bench.LOCAL_PATH);
  }

  @Test
  @Conformance({"6714-4.1-01", "6714-4.2-10", "6714-4.3-06"})
  void complete_connectAtAMiddlebox_connectsThereAndNamesThePath() {
    bench.listen();
    MsrpPath behind = MsrpPath.parse("msrp://10.0.0.1:9/rawsession;tcp");
    SessionOptions options = SessionOptions.builder().connectAt("raw.example", 7777).build();
    DirectConnector connector = bench.stack.connector(options);
    bench.simulation.await(connector.prepare(MsrpUri.parse(Bench.LOCAL)));
    CompletionStage<MsrpChannel> channel = connector.complete(behind);
    RawPeer middlebox = bench.accepted();
    assertThat(middlebox.takesFrame().request().toPath()).isEqualTo(behind);
    middlebox.sends(
        Bench.response("tid0001", "200 OK").replace(Bench.REMOTE, behind.first().toString()));
    assertThat(bench.simulation.await(channel).remotePath()).isEqualTo(behind);
  }

  @Test
  @Conformance("4976-3-09")
  void answer_whenItsConnectionIsGone_goesNowhere() {
    bench.listen();
    Bench.Bound bound = bench.passive();
    bound.peer().sends(Bench.text("tr000001", "m001", "hello"));
    ReceivedChunk chunk = bench.simulation.await(bound.channel().read());
    bound.peer().breaksOff();
    CompletionStage<Void> answer =
        bound.channel().respond((MsrpRequest) chunk.chunk(), MsrpStatus.OK);
    assertThat(bench.failure(answer).kind()).isEqualTo(MsrpSessionException.Kind.CLOSED);
    assertThat(bench.accepted).isEmpty();
  }
}
