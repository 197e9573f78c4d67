// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.port.tls.TlsCredentials;
import org.openmsrp.domain.port.tls.TlsCredentials.ClientCertificates;
import org.openmsrp.domain.port.transport.BindOptions;
import org.openmsrp.domain.port.transport.ConnectOptions;
import org.openmsrp.domain.port.transport.Endpoint;
import org.openmsrp.domain.port.transport.SocketOptions;
import org.openmsrp.domain.port.transport.TlsInfo;
import org.openmsrp.domain.port.transport.TransportException;

/** The records that a transport is configured with and that it hands out. */
class TransportValuesTest {

  @ParameterizedTest
  @CsvSource({
    "tcp, host.example, 2855, '', tcp://host.example:2855",
    "TLS, 192.0.2.7, 0, '', tls://192.0.2.7:0",
    "wss, 2001:db8::1, 65535, /~msrp, wss://[2001:db8::1]:65535/~msrp",
    "ws, [::1], 80, '', ws://[::1]:80",
    "tcp, fe80::1%eth0, 80, '', tcp://[fe80::1%eth0]:80",
  })
  void endpoint_legal_printsAsUri(String scheme, String host, int port, String path, String text) {
    Endpoint endpoint = new Endpoint(scheme, host, port, path);
    assertThat(endpoint).hasToString(text);
    assertThat(endpoint.host()).doesNotContain("[");
    assertThat(endpoint.withPort(7).port()).isEqualTo(7);
    assertThat(endpoint.withPort(port)).isEqualTo(endpoint);
  }

  @Test
  void endpoint_secure_isTlsAndWssOnly() {
    assertThat(Endpoint.tls("h", 1).secure()).isTrue();
    assertThat(new Endpoint("WSS", "h", 1, "").secure()).isTrue();
    assertThat(Endpoint.tcp("h", 1).secure()).isFalse();
    assertThat(new Endpoint(Endpoint.WS, "h", 1, "").secure()).isFalse();
    assertThat(new Endpoint("loopback", "h", 1, "").secure()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "'', h, 1, ''",
    "tcp, '', 1, ''",
    "tcp, [], 1, ''",
    "tcp, h, -1, ''",
    "tcp, h, 65536, ''",
    "tcp, h, 1, msrp",
    "tcp, a b, 1, ''",
    "ws, h, 1, /a b",
  })
  void endpoint_illegal_isRefused(String scheme, String host, int port, String path) {
    assertThatThrownBy(() -> new Endpoint(scheme, host, port, path))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1})
  void options_timeoutNotPositive_isRefused(long seconds) {
    Duration timeout = Duration.ofSeconds(seconds);
    refused(() -> ConnectOptions.DEFAULT.withConnectTimeout(timeout), "connectTimeout");
    refused(() -> ConnectOptions.DEFAULT.withCloseTimeout(timeout), "closeTimeout");
    refused(() -> BindOptions.DEFAULT.withOpenTimeout(timeout), "openTimeout");
    refused(() -> BindOptions.DEFAULT.withCloseTimeout(timeout), "closeTimeout");
  }

  @Test
  void options_backlogOrBufferNotPositive_isRefused() {
    Duration second = Duration.ofSeconds(1);
    refused(
        () -> new BindOptions(second, second, Optional.empty(), SocketOptions.DEFAULT, 0),
        "backlog");
    assertThat(
            new BindOptions(second, second, Optional.empty(), SocketOptions.DEFAULT, 1).backlog())
        .isEqualTo(1);
    refused(() -> SocketOptions.DEFAULT.withReadBufferSize(0), "buffer");
    refused(() -> SocketOptions.DEFAULT.withSendBufferSize(0), "buffer");
    refused(() -> new SocketOptions(OptionalInt.empty(), OptionalInt.of(0), 1), "buffer");
    assertThat(SocketOptions.DEFAULT.withReadBufferSize(1).readBufferSize()).isEqualTo(1);
  }

  @Test
  void options_oneChanged_keepTheOthers() {
    Duration second = Duration.ofSeconds(1);
    SocketOptions socket = SocketOptions.DEFAULT.withSendBufferSize(9).withReadBufferSize(8);
    assertThat(socket).isEqualTo(new SocketOptions(OptionalInt.of(9), OptionalInt.empty(), 8));
    assertThat(socket.withSystemSendBuffer())
        .isEqualTo(new SocketOptions(OptionalInt.empty(), OptionalInt.empty(), 8));
    assertThat(
            ConnectOptions.DEFAULT
                .withConnectTimeout(second)
                .withCloseTimeout(second.multipliedBy(2))
                .withSocket(socket))
        .isEqualTo(new ConnectOptions(second, second.multipliedBy(2), Optional.empty(), socket));
    assertThat(
            BindOptions.DEFAULT
                .withOpenTimeout(second)
                .withCloseTimeout(second.multipliedBy(2))
                .withSocket(socket))
        .isEqualTo(
            new BindOptions(
                second,
                second.multipliedBy(2),
                Optional.empty(),
                socket,
                BindOptions.DEFAULT.backlog()));
  }

  @Test
  void options_withTls_keepCredentialsAndTheRest() throws Exception {
    TlsCredentials credentials =
        new TlsCredentials(Optional.empty(), systemTrust(), true, ClientCertificates.REQUIRED);
    ConnectOptions connect = ConnectOptions.DEFAULT.withTls(credentials);
    BindOptions bind = BindOptions.DEFAULT.withTls(credentials);
    assertThat(connect.tls()).contains(credentials);
    assertThat(connect.socket()).isEqualTo(SocketOptions.DEFAULT);
    assertThat(bind.tls()).contains(credentials);
    assertThat(bind.backlog()).isEqualTo(BindOptions.DEFAULT.backlog());
  }

  private static X509ExtendedTrustManager systemTrust() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
  }

  @Test
  void tlsInfo_chain_cannotBeChanged() {
    List<X509Certificate> chain = new ArrayList<>();
    TlsInfo info = new TlsInfo("TLSv1.3", "TLS_AES_128_GCM_SHA256", chain, Optional.of("host"));
    assertThatThrownBy(() -> info.peerCertificates().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void transportException_kindAndCause_areKept() {
    RuntimeException cause = new RuntimeException("cause");
    TransportException error =
        new TransportException(TransportException.Kind.RESET, "peer 192.0.2.7 reset", cause);
    assertThat(error.kind()).isEqualTo(TransportException.Kind.RESET);
    assertThat(error).hasMessage("peer 192.0.2.7 reset").hasCause(cause);
    assertThat(new TransportException(TransportException.Kind.TIMEOUT, "late").kind())
        .isEqualTo(TransportException.Kind.TIMEOUT);
  }

  private static void refused(ThrowingCallable call, String what) {
    assertThatThrownBy(call)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what);
  }
}
