// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.cpim.CpimAddress;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.ContentDisposition;
import org.openmsrp.domain.header.FailureReport;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.header.Nickname;
import org.openmsrp.domain.header.ReportStatus;
import org.openmsrp.domain.header.SuccessReport;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.domain.uri.UriParameter;

/** A parser gives a value that reads back, or a syntax error; nothing else. */
class ParserTotalityTest {

  private static final List<Function<String, Object>> PARSERS = parsers();

  private static List<Function<String, Object>> parsers() {
    List<Function<String, Object>> parsers =
        new ArrayList<>(
            List.of(
                MsrpUri::parse,
                MsrpPath::parse,
                MsrpHost::parse,
                UriParameter::parse,
                ByteRange::parse,
                MediaType::parse,
                ContentDisposition::parse,
                FailureReport::parse,
                SuccessReport::parse,
                ReportStatus::parse,
                Nickname::parse,
                MsrpMethod::of,
                HeaderName::of,
                Challenge::parse,
                DigestCredentials::parse,
                AuthenticationInfo::parse,
                CpimAddress::parse));
    HeaderName.known().forEach(name -> parsers.add(text -> Header.parse(name, text).value()));
    return parsers;
  }

  @Property(tries = 6000)
  void everyParser_noise_givesValueThatReadsBackOrSyntaxError(
      @ForAll("parserIndices") int parser, @ForAll("noise") String text) {
    Object value;
    try {
      value = PARSERS.get(parser).apply(text);
    } catch (MsrpSyntaxException refused) {
      assertThat(refused.rule()).startsWith("RFC ");
      return;
    }
    assertThat(PARSERS.get(parser).apply(value.toString())).isEqualTo(value);
  }

  @Property(tries = 6000)
  void everyParser_almostLegalText_givesValueThatReadsBackOrSyntaxError(
      @ForAll("parserIndices") int parser, @ForAll("almostLegal") String text) {
    everyParser_noise_givesValueThatReadsBackOrSyntaxError(parser, text);
  }

  @Example
  @SuppressWarnings("DataFlowIssue")
  void everyParser_null_throwsNullPointerException() {
    for (Function<String, Object> parser : PARSERS) {
      assertThatThrownBy(() -> parser.apply(null)).isInstanceOf(NullPointerException.class);
    }
  }

  @Provide
  Arbitrary<Integer> parserIndices() {
    return Arbitraries.integers().between(0, PARSERS.size() - 1);
  }

  @Provide
  Arbitrary<String> noise() {
    return DomainArbitraries.noise();
  }

  /** A legal text in which one character is replaced, doubled or left out. */
  @Provide
  Arbitrary<String> almostLegal() {
    Arbitrary<String> legal =
        Arbitraries.oneOf(
            DomainArbitraries.path().map(Object::toString),
            DomainArbitraries.byteRange().map(Object::toString),
            DomainArbitraries.mediaType().map(Object::toString),
            Arbitraries.of(
                "Digest realm=\"r\", nonce=\"n\", stale=true, algorithm=MD5, qop=\"auth\"",
                "nextnonce=\"n\", qop=auth, rspauth=\"00\", cnonce=\"c\", nc=00000001",
                "Digest username=\"u\", realm=\"r\", nonce=\"n\", qop=auth, nc=00000001,"
                    + " cnonce=\"c\", response=\"00000000000000000000000000000000\"",
                "Ann B. <im:ann@a.example>",
                "\"Ann \\\"B\\\"\" <im:ann@a.example>",
                "attachment; filename=\"a\\\"b\"",
                "000 200 OK",
                "partial"));
    return legal.flatMap(
        text ->
            Arbitraries.integers()
                .between(0, text.length() - 1)
                .flatMap(
                    at ->
                        Arbitraries.of("", ";", "\"", "=", " ", ":", "[", "%", "\u017f", "\r", "9")
                            .map(c -> text.substring(0, at) + c + text.substring(at + 1))));
  }
}
