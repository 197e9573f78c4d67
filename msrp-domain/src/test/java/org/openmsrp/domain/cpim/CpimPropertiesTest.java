// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.openmsrp.domain.cpim.Texts3862.IMDN;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpBody;

/** The laws: what is built reads back, and any octets are a message or a syntax error. */
class CpimPropertiesTest {

  private static final CpimName EXTENSION = new CpimName(IMDN, "X");

  /** What a message is built of. */
  record Parts(
      List<CpimAddress> people, OffsetDateTime time, CpimSubject about, String text, byte[] body) {

    CpimMessage message() {
      CpimMessageBuilder builder = CpimMessage.builder(people.get(0), people.get(1));
      people.subList(2, people.size()).forEach(builder::cc);
      return builder
          .dateTime(time)
          .subject(about)
          .namespace("imdn", IMDN)
          .require(EXTENSION)
          .header(EXTENSION, text)
          .content(MediaType.OCTET_STREAM, MsrpBody.copyOf(body))
          .build();
    }
  }

  @Property
  @Conformance({"3862-2.2-07", "3862-2.3-02"})
  void message_builtOfAnything_readsBack(@ForAll("parts") Parts parts) {
    CpimMessage built = parts.message();
    CpimMessage parsed = CpimMessage.parse(built.encode());
    assertThat(parsed).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(parsed.headers()).isEqualTo(built.headers());
    assertThat(parsed.from()).contains(parts.people().get(0));
    assertThat(parsed.to()).containsExactly(parts.people().get(1));
    assertThat(parsed.cc()).isEqualTo(parts.people().subList(2, parts.people().size()));
    assertThat(parsed.dateTime()).contains(parts.time());
    assertThat(parsed.subjects()).containsExactly(parts.about());
    assertThat(parsed.headers(EXTENSION).get(0).text()).isEqualTo(parts.text());
    assertThat(MsrpBody.copyOf(parsed.content().body()).toByteArray()).isEqualTo(parts.body());
  }

  @Property(tries = 2000)
  void parse_anyOctets_givesAMessageOrASyntaxError(@ForAll byte[] octets) {
    isTotal(octets);
  }

  @Property(tries = 4000)
  void parse_almostAMessage_givesAMessageOrASyntaxError(@ForAll("almost") String text) {
    isTotal(text.getBytes(UTF_8));
  }

  /** Whatever can be asked of a message is asked. */
  private static void isTotal(byte[] octets) {
    CpimMessage message;
    try {
      message = CpimMessage.parse(octets);
    } catch (MsrpSyntaxException refused) {
      assertThat(refused.rule()).startsWith("RFC ");
      assertThat(refused.offset().orElseThrow()).isBetween(0L, (long) octets.length);
      return;
    }
    assertThat(message.encode().toByteArray()).isEqualTo(octets);
    message
        .headers()
        .forEach(header -> assertThat(header.text() + header.parameter("a")).isNotNull());
    assertThat(message.unsupported(Set.of())).hasSizeLessThanOrEqualTo(message.required().size());
    assertThat(message.content().utf8()).isNotNull();
    message.from().ifPresent(a -> assertThat(CpimAddress.parse(a.toString())).isEqualTo(a));
  }

  @Provide
  Arbitrary<Parts> parts() {
    Arbitrary<String> text = DomainArbitraries.utf8Text();
    Arbitrary<String> value = text.map(inner -> "a" + inner.replace('z', '\r') + "b");
    Arbitrary<CpimAddress> person =
        Combinators.combine(text, Arbitraries.of("im:a@b.example", "tel:+1", "sip:[::1];x=y"))
            .as(CpimAddress::new);
    Arbitrary<OffsetDateTime> time =
        Combinators.combine(
                Arbitraries.longs().between(0, 250_000_000_000L),
                Arbitraries.integers().between(0, 999_999_999),
                Arbitraries.integers().between(-18 * 60, 18 * 60))
            .as(
                (second, nano, offset) ->
                    OffsetDateTime.of(
                            1970, 1, 2, 0, 0, 0, nano, ZoneOffset.ofTotalSeconds(offset * 60))
                        .plusSeconds(second));
    Arbitrary<CpimSubject> subject =
        Combinators.combine(value, Arbitraries.of("fr", "i-default", "en-GB")).as(CpimSubject::new);
    Arbitrary<byte[]> body = Arbitraries.bytes().array(byte[].class).ofMaxSize(40);
    return Combinators.combine(person.list().ofMinSize(2).ofMaxSize(4), time, subject, value, body)
        .as(Parts::new)
        .withoutEdgeCases();
  }

  /** Pieces of which messages are made, in any order, most of the time in one that makes sense. */
  @Provide
  Arbitrary<String> almost() {
    Arbitrary<String> header =
        Arbitraries.of(
            "From: A <im:a@b>",
            "From: \"\\u00e4\\\"<im:a@b>",
            "To: <im:a>",
            "cc:x<y:z>",
            "DateTime: 2006-05-15T15:02:31-03:00",
            "DateTime: 2006-13-15T15:02:31-03:00",
            "Subject:;lang=fr;a=\"b\\\"\" \\ud800 \\",
            "NS: a <urn:b:c>",
            "NS: <urn:b:c>",
            "Require: a.b, From",
            "a.b:;a=b c",
            "Content-Type: message/cpim",
            " folded",
            "X",
            ":",
            "Content-Disposition: a;b",
            "\u0000",
            "\n",
            "\r",
            "é: \"",
            "");
    Arbitrary<String> end =
        Arbitraries.frequency(Tuple.of(30, "\r\n"), Tuple.of(1, ""), Tuple.of(1, "\n"));
    Arbitrary<String> lines =
        Combinators.combine(header, end)
            .as(String::concat)
            .list()
            .ofMaxSize(8)
            .map(all -> String.join("", all));
    return Combinators.combine(lines, Arbitraries.of("", "\r\nContent-Type: a/b\r\n\r\nbody"))
        .as(String::concat);
  }
}
