// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

class MsrpUriParseTest {

  @Test
  @Conformance({"4975-6-02", "4975-9-05", "4975-9-08"})
  void parse_everyComponent_findsAll() {
    MsrpUri uri = MsrpUri.parse("msrps://alice@Example.com:9892/98cjs;tcp;intf=eth1;x");
    assertThat(uri.scheme()).isEqualTo(MsrpScheme.MSRPS);
    assertThat(uri.userInfo()).contains("alice");
    assertThat(uri.host().text()).isEqualTo("Example.com");
    assertThat(uri.port()).hasValue(9892);
    assertThat(uri.sessionId()).contains("98cjs");
    assertThat(uri.transport()).isEqualTo("tcp");
    assertThat(uri.parameters())
        .isEqualTo(
            List.of(
                new UriParameter("intf", Optional.of("eth1")),
                new UriParameter("x", Optional.empty())));
  }

  @Test
  @Conformance("4975-6-06")
  void parse_deviceUriWithoutPortAndSession_hasNeither() {
    MsrpUri uri = MsrpUri.parse("msrps://relay.example.com;tcp");
    assertThat(uri.port()).isEmpty();
    assertThat(uri.sessionId()).isEmpty();
    assertThat(uri.userInfo()).isEmpty();
    assertThat(uri.host().text()).isEqualTo("relay.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "msrp://host.example:8493/asfd34;tcp",
        "msrp://host.example:8493/asfd34;TCP",
        "MSRP://host.example:8493/asfd34;tcp",
        "msrp://host.example:08493/a;tcp",
        "msrps://[2001:DB8::1]:2855/jshA7we;tcp",
        "msrp://192.0.2.7:1/a;tcp",
        "msrp://df7jal23ls0d.invalid/98cjs;ws",
        "msrps://alice@a.example.com:443;ws",
        "msrp://host:1/a/b+c=d~e;tcp",
        "msrp://host:1/a%b:c@d;tcp",
        "msrp://h%61st:1/a;tcp",
        "msrp://host/a;dc",
        "msrp://host:1/a;tcp;x=y;z",
      })
  @Conformance({"4975-6-11", "4975-9-06", "7977-5.2.2-02"})
  void parse_legalOrTolerated_printsAsWritten(String text) {
    assertThat(MsrpUri.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "msrp",
        "msrp:",
        "msrp://",
        "msrp://;tcp",
        "sip://host:1/a;tcp",
        "xmsrp://host:1/a;tcp",
        " msrp://host:1/a;tcp",
        "msrp://host:1/a;tcp ",
        "msrp://host:1/a b;tcp",
        "msrp://ho st:1/a;tcp",
        "msrp://host:1/;tcp",
        "msrp://host:/a;tcp",
        "msrp://host:65536/a;tcp",
        "msrp://host:000001/a;tcp",
        "msrp://host:-1/a;tcp",
        "msrp://host:1x/a;tcp",
        "msrp://host:1:2/a;tcp",
        "msrp://host:1/a;t-cp",
        "msrp://host:1/a;",
        "msrp://host:1/a;;tcp",
        "msrp://host:1/a;tcp;",
        "msrp://host:1/a;tcp;x=",
        "msrp://host:1/a;tcp;=y",
        "msrp://host:1/a;tcp;x=y=z",
        "msrp://host:1/a;tcp;x@y",
        "msrp://a@b@host:1/a;tcp",
        "msrp://ho%zzst:1/a;tcp",
        "msrp://ho%6:1/a;tcp",
        "msrp://[::1:1/a;tcp",
        "msrp://::1:1/a;tcp",
        "msrp://[::1]x:1/a;tcp",
        "msrp://[12345::]:1/a;tcp",
        "msrp://[v1.x]:1/a;tcp",
      })
  void parse_malformed_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> MsrpUri.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "m\u017frp://host:1/a;tcp",
        "msrp://h\u00f6st:1/a;tcp",
        "msrp://[::\uff11]:1/a;tcp",
        "msrp://h%\uff14\uff11:1/a;tcp",
        "msrp://host:\uff11/a;tcp",
        "msrp://host:1/\u00e4;tcp",
        "msrp://host:1/a;\uff54cp",
        "msrp://host:1/a;tcp;\u00e4",
        "msrp://\u00e4@host:1/a;tcp",
      })
  @Conformance("4975-6-03")
  void parse_beyondAscii_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> MsrpUri.parse(text)).isInstanceOf(MsrpSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"msrp://host:1/a", "msrp://host:1", "msrp://host/a", "msrps://[::1]:1/a"})
  @Conformance({"4975-6-04", "4975-9-07"})
  void parse_noTransport_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> MsrpUri.parse(text))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("transport");
  }

  @ParameterizedTest
  @ValueSource(strings = {"msrp://192.0.2.7/a;tcp", "msrps://[2001:db8::1]/a;tcp"})
  @Conformance({"4975-6-05", "4976-8-02"})
  void parse_numericHostWithoutPort_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> MsrpUri.parse(text))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("port");
  }

  @Test
  @Conformance("4975-6-10")
  void parse_password_throwsWithoutRepeatingIt() {
    assertThatThrownBy(() -> MsrpUri.parse("msrp://alice:s3cret@host:1/a;tcp"))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("password")
        .hasMessageNotContaining("s3cret");
  }

  @Test
  void parse_hostFollowedByTransport_endsAuthorityAtSemicolon() {
    MsrpUri uri = MsrpUri.parse("msrp://host;tcp;ab=c");
    assertThat(uri.host().text()).isEqualTo("host");
    assertThat(uri.transport()).isEqualTo("tcp");
  }

  @Test
  @Conformance({"4975-6-09", "4975-15.4-01"})
  void port_notWritten_isNotRegisteredPort() {
    assertThat(MsrpUri.parse("msrp://host/a;tcp").port()).isEmpty();
    assertThat(MsrpUri.REGISTERED_PORT).isEqualTo(2855);
  }

  @Test
  void secure_byScheme_isTrueForMsrpsOnly() {
    assertThat(MsrpScheme.MSRPS.secure()).isTrue();
    assertThat(MsrpScheme.MSRP.secure()).isFalse();
  }

  @Test
  @Conformance("7977-5.2.1-01")
  void usesTransport_otherCase_matches() {
    MsrpUri uri = MsrpUri.parse("msrp://host/a;Ws");
    assertThat(uri.usesTransport(MsrpUri.WS)).isTrue();
    assertThat(uri.usesTransport(MsrpUri.TCP)).isFalse();
  }

  /** What ends user info, address and host elsewhere is a part of the session id here. */
  @ParameterizedTest
  @ValueSource(strings = {"@x", "]x", ":x"})
  void parse_sessionIdThatBeginsLikeAnAuthoritysPart_isASessionId(String id) {
    MsrpUri uri = MsrpUri.parse("msrp://bob@host:7/" + id + ";tcp");
    assertThat(uri.host().text()).isEqualTo("host");
    assertThat(uri.port()).hasValue(7);
    assertThat(uri.userInfo()).contains("bob");
    assertThat(uri.sessionId()).contains(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "t cp", "tcp;a", "tcp\r\n", "t/cp", "-"})
  void build_transportThatIsNoToken_throwsSyntaxException(String transport) {
    MsrpUriBuilder builder = MsrpUri.builder(MsrpScheme.MSRP, "host").transport(transport);
    assertThatThrownBy(builder::build).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void build_sessionIdThatWouldNotBeRead_throwsSyntaxException() {
    MsrpUriBuilder builder = MsrpUri.builder(MsrpScheme.MSRP, "host").sessionId("a;tcp");
    assertThatThrownBy(builder::build).isInstanceOf(MsrpSyntaxException.class);
  }
}
