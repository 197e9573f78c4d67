// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.domain.MsrpStatus;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.port.transport.TransportException;

class SessionEndTest {

  static Stream<Arguments> ends() {
    return Stream.of(
        Arguments.of(new SessionEnd.ClosedLocally(), "the session was closed here"),
        Arguments.of(new SessionEnd.ClosedByPeer(), "the peer closed the session"),
        Arguments.of(
            new SessionEnd.Idle(Duration.ofMillis(1500)), "nothing was sent or received for 1.5 s"),
        Arguments.of(new SessionEnd.PeerSilent(), "the peer did not answer a keep-alive"),
        Arguments.of(
            new SessionEnd.ConnectionFailed(
                new TransportException(TransportException.Kind.RESET, "reset by peer")),
            "the connection broke: reset by peer"),
        Arguments.of(
            new SessionEnd.ProtocolError(new MsrpSyntaxException("no end", "RFC 4975 §9", 7)),
            "the peer broke the protocol: no end at octet 7 (RFC 4975 §9)"),
        Arguments.of(
            new SessionEnd.Refused(MsrpStatus.NO_SUCH_SESSION),
            "the peer refused the session: 481 Session Does Not Exist"));
  }

  @ParameterizedTest
  @MethodSource("ends")
  void explanation_anyEnd_saysWhatHappened(SessionEnd end, String expected) {
    assertThat(end.explanation()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("ends")
  void ended_anyEnd_isExplainedInTheMessage(SessionEnd end, String expected) {
    MsrpSessionException failure =
        MsrpSessionException.ended(MsrpSessionException.Kind.INCOMPLETE, "gone", end);

    assertThat(failure).hasMessage("gone: " + expected);
  }
}
