// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.cpim.CpimAddress;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.domain.uri.UriParameter;

/** Which octet of a text an error names: a hat stands before it and is taken out. */
class MalformedPlaceTest {

  private static final String URI = "msrp://a:1/x;tcp";

  static Stream<Arguments> texts() {
    return Stream.of(
        row("text", t -> Texts.requireUtf8Text(t, "text"), "ü€^\u0001", "\ud83d\ude00^\ud83d"),
        row("ident", t -> Texts.requireIdent(t, "id"), "^", "abc^", "^-abc", "ab^_c", "ab^üc"),
        row("token", t -> Texts.requireToken(t, "token", "rule"), "^", "a^ b", "a^ü"),
        row("quoted", QuotedString::decode, "^", "^a", "\"ü^", "\"\\\"^", "\"ü\"^ ", "\"^\nx\""),
        row("quoted pair", QuotedString::decode, "\"\\^\u0001\"", "\"ü^\ud83d\""),
        row("method", MsrpMethod::of, "^", "SEND^ ", "^send", "SE^ÜND"),
        row("comment", t -> new MsrpStatus(200, t), "ü^\u007f"),
        row("name", HeaderName::of, "^", "^1", "X^ ", "^ü", "X-^ü"),
        row("range", ByteRange::parse, "^", "1^", "1^ -2/2", "1-^ 2/2", "1-2^", "1-2/^", "1-2/2^ "),
        row("range", ByteRange::parse, "^-1/1", "^0-1/1", "3-^1/9", "1-9/^8", "1-*^", "1-*^*"),
        row("range", ByteRange::parse, "109^", "5-4/^3", "5-5/^3", "1-109^", "1^/-2"),
        row("status", ReportStatus::parse, "^", "000^", "00^x", "000 200^x", "000 200 ü^\n"),
        row(
            "expires",
            t -> Header.parse(HeaderName.EXPIRES, t),
            "^",
            "^-1",
            "1^ ",
            "^" + "9".repeat(19)),
        row("header", t -> Header.parse(HeaderName.CONTENT_ID, t), "ü^\r"),
        row("nickname", Nickname::parse, "^x", "\"ü^"));
  }

  static Stream<Arguments> parameters() {
    return Stream.of(
        row("type", MediaType::parse, "^", "text^", "text^ /plain", "text/^", "^/plain", "a/b ^x"),
        row("type", MediaType::parse, "a/b;^=", "a/b;c=^", "a/b;c=d^(", "a/b;c=\"ü^", "a/b^\u0001"),
        row("disposition", ContentDisposition::parse, "^", "^;a", "a;^;", "a;b^ü", "a; b=\"ü\"^x"),
        row("address", CpimAddress::parse, "^", "ü^", "sip:a@b^", "ü <im:a^", "ü<im:a>^ x"),
        row("address", CpimAddress::parse, "<im^>", "<im:^>", "ü <im:a^ b>", "\"ü^", "ü ^\"a\""),
        row("info", AuthenticationInfo::parse, "^=", "nc^", "qop=auth, ^;", "qop=a ^b", "nc=\"^"),
        row("challenge", Challenge::parse, "Basic ü^\n", "Digest ^=", "Digest realm=\"ü^"),
        row("challenge", Challenge::parse, "Digest realm=r, ^realm=r", "Digest nonce=\"ü\"^"),
        row("credentials", DigestCredentials::parse, "Digest x=\"ü\" ^y", "Digest username=a^"));
  }

  static Stream<Arguments> uris() {
    return Stream.of(
        row("parameter", UriParameter::parse, "^", "a^ ", "a=^", "a=b^=", "a=b^ü"),
        row("host", MsrpHost::parse, "^", "a^ü", "a^%2", "[::^g]", "::^x"),
        row("uri", MsrpUri::parse, "^", "^http://a", "ms^", "MSRPS:^a", "msrps:/^", "msrp://^;tcp"),
        row("uri", MsrpUri::parse, "msrp://^ü;tcp", "msrp://a^", "msrp://a/b^"),
        row("uri", MsrpUri::parse, "msrp://a:^;tcp", "msrp://a:1^x;tcp", "msrp://a:^70000;tcp"),
        row("uri", MsrpUri::parse, "msrp://[::1]^;tcp", "msrp://[::1]:^x;tcp", "msrp://u@^;tcp"),
        row("uri", MsrpUri::parse, "msrp://u^:p@a;tcp", "msrp://u^ @a;tcp"),
        row(
            "uri",
            MsrpUri::parse,
            "msrp://a/^;tcp",
            "msrp://a/b^ü;tcp",
            "msrp://a/b;^",
            "msrp://a;t^-"),
        row("uri", MsrpUri::parse, URI + ";^;", URI + ";a=^", URI + ";a^ü"),
        row("path", MsrpPath::parse, URI + "  " + URI + "^ü", URI + " ^x"));
  }

  @ParameterizedTest(name = "{0} {index}")
  @MethodSource({"texts", "parameters", "uris"})
  void parse_malformedText_namesTheFirstWrongOctet(
      String what, Consumer<String> parser, String[] marked) {
    for (String text : marked) {
      int place = text.indexOf('^');
      String illegal = text.substring(0, place) + text.substring(place + 1);
      MsrpSyntaxException error =
          catchThrowableOfType(MsrpSyntaxException.class, () -> parser.accept(illegal));
      assertThat(error).as("%s %s", what, text).isNotNull();
      assertThat(error.offset())
          .as("%s %s", what, text)
          .hasValue(text.substring(0, place).getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void parse_malformedUri_saysWhereWithoutRepeatingTheSessionId() {
    MsrpSyntaxException error =
        catchThrowableOfType(
            MsrpSyntaxException.class, () -> MsrpUri.parse("msrp://a:1/s3cr3t 1d;tcp"));

    assertThat(error).hasMessage("malformed session id at octet 17 (RFC 4975 §6)");
  }

  private static Arguments row(String what, Consumer<String> parser, String... marked) {
    return arguments(what, parser, marked);
  }
}
