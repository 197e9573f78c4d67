// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.TransportException;
import org.openmsrp.domain.port.transport.TransportException.Kind;

class TransportFailuresTest {

  private static final Endpoint HERE = Endpoint.tcp("192.0.2.7", 2855);

  @Test
  void notBound_byTheSystem_tellsAPortInUseFromOtherFailures() {
    BindException inUse = new BindException("Address already in use");
    TransportException failure = TransportFailures.notBound(HERE, new CompletionException(inUse));
    assertThat(failure.kind()).isEqualTo(Kind.ADDRESS_IN_USE);
    assertThat(failure).hasMessageContaining("can't listen on").hasCause(inUse);
    assertThat(TransportFailures.notBound(HERE, new BindException("Permission denied")).kind())
        .isEqualTo(Kind.BIND_FAILED);
    assertThat(TransportFailures.notBound(HERE, new IllegalStateException("in use")).kind())
        .isEqualTo(Kind.BIND_FAILED);
  }

  @Test
  void notBound_ofAFailureThatIsKnown_isThatOneUnlessAnAddressWasMissing() {
    TransportException closed = TransportFailures.closed("acceptor");
    assertThat(TransportFailures.notBound(HERE, closed)).isSameAs(closed);
    TransportException unknown = TransportFailures.unknownHost(HERE, new IOException());
    assertThat(TransportFailures.notBound(HERE, unknown).kind()).isEqualTo(Kind.BIND_FAILED);
  }

  @Test
  void unreachable_ofAFailureThatIsKnown_isThatOne() {
    TransportException timeout = TransportFailures.timeout(HERE);
    assertThat(TransportFailures.unreachable(HERE, new CompletionException(timeout)))
        .isSameAs(timeout);
    TransportException refused = TransportFailures.unreachable(HERE, new IOException("refused"));
    assertThat(refused.kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(refused).hasMessage("can't connect to " + HERE + ": refused");
  }

  @Test
  void failure_ofEachMaker_hasItsKind() {
    assertThat(TransportFailures.closed("connector").kind()).isEqualTo(Kind.TRANSPORT_CLOSED);
    assertThat(TransportFailures.unknownHost(HERE, new IOException()).kind())
        .isEqualTo(Kind.UNREACHABLE);
    assertThat(TransportFailures.notServed(HERE).kind()).isEqualTo(Kind.UNREACHABLE);
    assertThat(TransportFailures.timeout(HERE).kind()).isEqualTo(Kind.TIMEOUT);
    assertThat(TransportFailures.cancelled(HERE).kind()).isEqualTo(Kind.ABORTED);
  }

  @Test
  void deepest_ofACauseWithoutWords_isItsType() {
    assertThat(TransportFailures.deepest(new IOException("outer", new IOException("inner"))))
        .isEqualTo("inner");
    assertThat(TransportFailures.deepest(new IllegalStateException("outer", new IOException())))
        .isEqualTo("IOException");
  }

  @Test
  void unwrap_ofWhatIsNotAStagesException_isItself() {
    IOException plain = new IOException("outer", new IOException("inner"));
    assertThat(TransportFailures.unwrap(plain)).isSameAs(plain);
  }
}
