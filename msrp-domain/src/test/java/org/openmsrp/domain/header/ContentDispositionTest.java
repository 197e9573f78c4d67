// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;

class ContentDispositionTest {

  @Property
  void attachment_anyName_comesBackAsItWas(@ForAll("texts") String filename) {
    ContentDisposition built = ContentDisposition.attachment(filename);
    ContentDisposition parsed = ContentDisposition.parse(built.toString());
    assertThat(parsed).isEqualTo(built).hasSameHashCodeAs(built);
    assertThat(parsed.type()).isEqualTo("attachment");
    assertThat(parsed.filename()).contains(filename);
  }

  @Property
  void attachment_nameWithLineEnd_isRefused(@ForAll("illegal") String filename) {
    assertThatThrownBy(() -> ContentDisposition.attachment(filename))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void parse_typeWithParameters_readsBoth() {
    ContentDisposition found =
        ContentDisposition.parse("Attachment; filename=\"My cool picture.jpg\"; size=4092");
    assertThat(found.type()).isEqualTo("attachment");
    assertThat(found.filename()).contains("My cool picture.jpg");
    assertThat(found.parameter("SIZE")).contains("4092");
    assertThat(found).hasToString("Attachment; filename=\"My cool picture.jpg\"; size=4092");
  }

  @Test
  void parse_typeOnly_hasNoFilename() {
    ContentDisposition render = ContentDisposition.parse("render");
    assertThat(render.type()).isEqualTo("render");
    assertThat(render.filename()).isEmpty();
  }

  @Test
  void parse_pathInFilename_isKeptForTheReceiverToJudge() {
    assertThat(ContentDisposition.parse("attachment; filename=\"../../etc/passwd\"").filename())
        .contains("../../etc/passwd");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ";", "a b", "a/b", "; filename=x", "attachment; filename=\"x", "a\r\nb", "ä"})
  void parse_malformed_throwsSyntaxException(String text) {
    assertThatThrownBy(() -> ContentDisposition.parse(text))
        .isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void equals_otherTypeOrParameter_differs() {
    ContentDisposition inline = ContentDisposition.parse("inline;x=1");
    assertThat(inline)
        .isEqualTo(ContentDisposition.parse("INLINE; X=1"))
        .isNotEqualTo(ContentDisposition.parse("render;x=1"))
        .isNotEqualTo(ContentDisposition.parse("inline;x=2"))
        .isNotEqualTo("inline;x=1");
    assertThat(inline.hashCode()).isNotEqualTo(ContentDisposition.parse("render;x=1").hashCode());
    assertThat(inline.hashCode()).isNotEqualTo(ContentDisposition.parse("inline;x=2").hashCode());
  }

  @Provide
  Arbitrary<String> texts() {
    return DomainArbitraries.utf8Text();
  }

  @Provide
  Arbitrary<String> illegal() {
    return DomainArbitraries.illegalText();
  }
}
