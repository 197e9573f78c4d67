// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpPath;

/** The laws of reading and writing a section. */
class MsrpMediaPropertiesTest {

  @Property(tries = 300)
  void parse_whatWasBuilt_isEqual(@ForAll("sections") MsrpMedia media) {
    MsrpMedia parsed = MsrpMedia.parse(media.text());
    assertThat(parsed).isEqualTo(media).hasSameHashCodeAs(media);
    assertThat(parsed.path()).isEqualTo(media.path());
    assertThat(parsed.acceptTypes()).isEqualTo(media.acceptTypes());
    assertThat(parsed.acceptWrappedTypes()).isEqualTo(media.acceptWrappedTypes());
    assertThat(parsed.maxSize()).isEqualTo(media.maxSize());
    assertThat(parsed.direction()).isEqualTo(media.direction());
    assertThat(parsed.setup()).isEqualTo(media.setup());
    assertThat(parsed.attributes()).isEqualTo(media.attributes());
  }

  @Property(tries = 1000)
  void allOf_anyText_givesSectionsThatReadBackOrATypedError(@ForAll("noise") String text) {
    try {
      for (MsrpMedia media : MsrpMedia.allOf(text)) {
        assertThat(MsrpMedia.parse(media.text())).isEqualTo(media);
      }
    } catch (MsrpSyntaxException refused) {
      assertThat(refused.rule()).startsWith("RFC");
    }
  }

  @Property(tries = 300)
  void acceptTypes_anyText_isRefusedOrOneEntryThatReadsBack(@ForAll("noise") String format) {
    MsrpMediaBuilder builder = MsrpMedia.offering(MsrpPath.parse("msrp://a.example:7/s;tcp"));
    try {
      MsrpMedia media = builder.acceptTypes(format).acceptWrappedTypes(format + "x").build();
      assertThat(MsrpMedia.parse(media.text()).acceptTypes()).containsExactly(format);
    } catch (MsrpSyntaxException refused) {
      assertThat(refused.rule()).startsWith("RFC");
    }
  }

  @Provide
  Arbitrary<MsrpMedia> sections() {
    Arbitrary<String> uris =
        Arbitraries.of(
            "msrp://a.example:7/s1;tcp", "msrps://[::1]:8/s2;tcp", "msrps://x.invalid:9/s3;ws");
    Arbitrary<List<String>> types =
        Arbitraries.of("*", "text/*", "a/b;c=d", "a/b;c=\"d e\"", "message/cpim")
            .list()
            .ofMinSize(1)
            .ofMaxSize(4);
    Arbitrary<Setup> setups = Arbitraries.of(Setup.ACTIVE, Setup.ACTPASS);
    Arbitrary<List<SdpAttribute>> attributes =
        Arbitraries.of(
                SdpAttribute.flag("x"), SdpAttribute.of("y", ""), SdpAttribute.of("z", "é: 1"))
            .list()
            .ofMaxSize(3);
    return Combinators.combine(
            uris.list().ofMinSize(1).ofMaxSize(3),
            types,
            types,
            Arbitraries.longs().greaterOrEqual(0),
            Arbitraries.of(Direction.class),
            setups,
            attributes)
        .as(MsrpMediaPropertiesTest::media);
  }

  private static MsrpMedia media(
      List<String> uris,
      List<String> types,
      List<String> wrapped,
      long size,
      Direction direction,
      Setup setup,
      List<SdpAttribute> attributes) {
    MsrpMediaBuilder builder =
        MsrpMedia.offering(MsrpPath.parse(String.join(" ", uris)))
            .acceptTypes(types.toArray(String[]::new))
            .acceptWrappedTypes(wrapped.toArray(String[]::new))
            .maxSize(size)
            .direction(direction)
            .setup(setup);
    attributes.forEach(builder::attribute);
    return builder.build();
  }

  @Provide
  Arbitrary<String> noise() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "m=message 7 TCP/MSRP *\r\na=path:msrp://a.example:7/s;tcp\r\na=accept-types:*\r\n",
            "m=message 7 TCP/MSRP *\r\n",
            "m=message 0 TCP/TLS/MSRP 0\n",
            "m=message ",
            "m=audio 1 RTP/AVP 0\r\n",
            "c=IN IP4 1.2.3.4\r\n",
            "c=IN IP6 ::1\r\n",
            "c=IN IP6 %\r\n",
            "a=path:msrp://a.example:7/s;tcp\r\n",
            "a=path:msrp://",
            "a=accept-types:",
            "text/plain",
            "a/b;c=\"",
            "\\",
            "\"",
            "*\r\n",
            " ",
            "a=accept-wrapped-types:*\r\n",
            "a=max-size:9",
            "99999999999999999999\r\n",
            "a=setup:holdconn\r\n",
            "a=setup\r\n",
            "a=fingerprint:sha-1 ",
            "a=fingerprint:\n",
            "a=:\n",
            "a=",
            "=",
            "\r\n",
            "\n",
            "\uD800",
            "\0",
            "é");
    Arbitrary<String> any = Arbitraries.strings().all().ofMaxLength(20);
    return Arbitraries.frequencyOf(Tuple.of(9, pieces), Tuple.of(1, any))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }
}
