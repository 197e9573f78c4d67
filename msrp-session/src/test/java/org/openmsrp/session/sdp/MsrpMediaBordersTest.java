// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session.sdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.uri.MsrpPath;

/** What is read at most: just below, at and above each bound. */
class MsrpMediaBordersTest {

  private static final String SECTION =
      "m=message 7 TCP/MSRP *\r\na=accept-types:*\r\na=path:msrp://a.example:7/s1;tcp\r\n";

  private static void assertBorder(int most, IntFunction<String> text) {
    assertThat(MsrpMedia.parse(text.apply(most - 1)).port()).isEqualTo(7);
    assertThat(MsrpMedia.parse(text.apply(most)).port()).isEqualTo(7);
    assertThatThrownBy(() -> MsrpMedia.parse(text.apply(most + 1)))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void parse_textOfSoManyCharacters_isReadOrRefused() {
    assertBorder(MsrpMedia.MAX_TEXT, length -> SECTION + "\n".repeat(length - SECTION.length()));
  }

  @Test
  void parse_lineOfSoManyCharacters_isReadOrRefused() {
    assertBorder(MsrpMedia.MAX_LINE, length -> SECTION + "a=" + "x".repeat(length - 2) + "\r\n");
  }

  @Test
  void parse_soManyAttributes_areReadOrRefused() {
    assertBorder(MsrpMedia.MAX_ATTRIBUTES, count -> SECTION + "a=x\r\n".repeat(count - 2));
  }

  @Test
  void parse_soManyAttributesWithThoseOfTheWholeDescription_readBack() {
    String description = "a=sendonly\r\na=setup:passive\r\n" + SECTION;
    int most = MsrpMedia.MAX_ATTRIBUTES - 4;
    MsrpMedia media = MsrpMedia.parse(description + "a=x\r\n".repeat(most));

    assertThat(MsrpMedia.parse(media.text())).isEqualTo(media);
    assertThatThrownBy(() -> MsrpMedia.parse(description + "a=x\r\n".repeat(most + 1)))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void allOf_soManySections_areReadOrRefused() {
    int most = MsrpMedia.MAX_SECTIONS;
    assertThat(MsrpMedia.allOf(SECTION.repeat(most - 1))).hasSize(most - 1);
    assertThat(MsrpMedia.allOf(SECTION.repeat(most))).hasSize(most);
    assertThatThrownBy(() -> MsrpMedia.allOf(SECTION.repeat(most + 1)))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  /** No stack is deep enough for an expression that takes a piece of it for each format. */
  @Test
  void parse_mediaLineOfThousandsOfFormats_isReadOrRefused() {
    String formats = " x".repeat(8_000) + "\r\n";
    assertThat(MsrpMedia.parse("m=message 0 TCP/MSRP" + formats).rejected()).isTrue();
    assertThatThrownBy(() -> MsrpMedia.parse("m=message 7 TCP/MSRP" + formats))
        .isInstanceOf(MsrpSyntaxException.class)
        .hasMessageContaining("format");
  }

  @Test
  void parse_soManyFormats_areReadOrRefused() {
    assertBorder(
        MsrpMedia.MAX_FORMATS,
        count ->
            SECTION
                + "a=accept-wrapped-types:"
                + String.join(" ", Collections.nCopies(count, "a/b"))
                + "\r\n");
  }

  @Test
  void build_soMany_areBuiltOrRefused() {
    MsrpPath path = MsrpPath.parse("msrp://a.example:7/s1;tcp");
    String[] most = Collections.nCopies(MsrpMedia.MAX_FORMATS, "a/b").toArray(String[]::new);
    String[] more = Collections.nCopies(most.length + 1, "a/b").toArray(String[]::new);
    assertThat(MsrpMedia.offering(path).acceptTypes(most).build().acceptTypes())
        .hasSize(most.length);
    assertThatThrownBy(() -> MsrpMedia.offering(path).acceptTypes(more))
        .isInstanceOf(MsrpSyntaxException.class);
    assertThatThrownBy(() -> MsrpMedia.offering(path).acceptWrappedTypes(more))
        .isInstanceOf(MsrpSyntaxException.class);
    MsrpMediaBuilder builder = MsrpMedia.offering(path);
    for (int i = 0; i < MsrpMedia.MAX_ATTRIBUTES; i++) {
      builder.attribute(SdpAttribute.flag("x"));
    }
    assertThatThrownBy(builder::build).isInstanceOf(MsrpSyntaxException.class);
  }
}
