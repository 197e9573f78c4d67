// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port.transport.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.nio.channels.ClosedChannelException;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.port.tls.TlsFailure;
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
    assertThat(TransportFailures.truncated().kind()).isEqualTo(Kind.TRUNCATED);
    assertThat(TransportFailures.endInHandshake().tlsFailure()).contains(TlsFailure.OTHER);
    assertThat(TransportFailures.noCredentials("wss"))
        .hasMessage("the scheme wss needs TLS credentials")
        .extracting(TransportException::tlsFailure)
        .isEqualTo(Optional.of(TlsFailure.UNUSABLE_CREDENTIALS));
  }

  @Test
  void handshake_connectionBroke_isAReset() {
    TransportException lost = TransportFailures.handshake(new IOException("broken pipe"));
    assertThat(lost.kind()).isEqualTo(Kind.RESET);
    assertThat(lost).hasMessage("TLS handshake failed: broken pipe");
  }

  @Test
  void handshake_refusedOrClosed_isAFailedHandshake() {
    IOException refused = new IOException("wrapped", new SSLException("no"));
    assertThat(TransportFailures.handshake(refused).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    assertThat(TransportFailures.handshake(new ClosedChannelException()).kind())
        .isEqualTo(Kind.TLS_HANDSHAKE);
  }

  @Test
  void broken_withoutTls_isAReset() {
    TransportException lost = TransportFailures.broken(new IOException("reset by peer"));
    assertThat(lost.kind()).isEqualTo(Kind.RESET);
    assertThat(lost).hasMessage("connection lost: reset by peer");
  }

  @Test
  void broken_byABadRecord_isAViolation() {
    TransportException forged = TransportFailures.broken(new SSLException("bad tag"));
    assertThat(forged.kind()).isEqualTo(Kind.PROTOCOL_VIOLATION);
    assertThat(forged).hasMessage("TLS broken: bad tag");
  }

  @Test
  void broken_byAWordOnOurCertificate_isAFailedHandshake() {
    SSLException late = new SSLException("late", new SSLHandshakeException("certificate_unknown"));
    SSLException alert = new SSLException("Received fatal alert: certificate_expired");
    assertThat(TransportFailures.broken(late).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    assertThat(TransportFailures.broken(alert).kind()).isEqualTo(Kind.TLS_HANDSHAKE);
    assertThat(TransportFailures.broken(new SSLException("Received fatal alert: bad_record_mac")))
        .extracting(TransportException::kind)
        .isEqualTo(Kind.PROTOCOL_VIOLATION);
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
