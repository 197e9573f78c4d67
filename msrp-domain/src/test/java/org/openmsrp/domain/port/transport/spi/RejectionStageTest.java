// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.CloseReason;
import org.openmsrp.domain.port.transport.ConnectionHandler;
import org.openmsrp.domain.port.transport.ConnectionHandlerFactory;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.Framing;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

class RejectionStageTest {

  private static final Endpoint REMOTE = Endpoint.tcp("127.0.0.1", 9);

  private final List<String> rejected = new ArrayList<>();
  private final Journal journal = new Journal();
  private final FakeConnection connection =
      new FakeConnection(Framing.STREAM, journal, new RejectionStage(factory(), () -> REMOTE));

  private ConnectionHandlerFactory factory() {
    return new ConnectionHandlerFactory() {
      @Override
      public ConnectionHandler newHandler() {
        return journal;
      }

      @Override
      public void onRejected(Endpoint remote, TransportException cause) {
        rejected.add(remote + " " + cause.kind());
      }
    };
  }

  @Test
  void ended_beforeOpen_isToldToTheFactoryOnce() {
    TransportException cause = new TransportException(Kind.TLS_HANDSHAKE, "test");
    connection.ended(new CloseReason.Failed(cause));
    connection.runAll();

    assertThat(rejected).containsExactly("tcp://127.0.0.1:9 TLS_HANDSHAKE");
    assertThat(journal.signals()).isEmpty();
  }

  @Test
  void open_handlerThrows_isNotToldToTheFactory() {
    journal.on(
        "open",
        c -> {
          throw new IllegalStateException("test");
        });

    connection.opened();

    assertThat(rejected).isEmpty();
    assertThat(journal.lines).contains("closed HANDLER_FAILED");
  }
}
