// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class WireVectorsTest {

  @Test
  void all_always_listsEveryFileOfTheIndex() {
    assertThat(WireVectors.all()).hasSize(187);
    assertThat(WireVectors.all()).extracting(WireVector::name).doesNotHaveDuplicates();
    assertThat(WireVectors.all()).allMatch(vector -> vector.octets().length > 0);
  }

  @Test
  void inFolder_msrp_listsRfcExamplesWithTypedExpectations() {
    assertThat(WireVectors.inFolder("msrp"))
        .hasSize(80)
        .allMatch(vector -> vector.isRequest() != vector.isResponse())
        .allMatch(vector -> vector.transactionId().isPresent());
  }

  @Test
  void inFolder_unknown_throwsWithName() {
    assertThatThrownBy(() -> WireVectors.inFolder("nowhere"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("nowhere");
  }

  @Test
  void named_unknown_throwsWithName() {
    assertThatThrownBy(() -> WireVectors.named("msrp/none"))
        .isInstanceOf(NoSuchElementException.class)
        .hasMessageContaining("msrp/none");
  }

  @Test
  void named_request_hasParsedExpectations() {
    WireVector vector = WireVectors.named("msrp/rfc4975-05-s11.1-d93kswow-SEND");
    assertThat(vector.method()).contains("SEND");
    assertThat(vector.status()).isEqualTo(OptionalInt.empty());
    assertThat(vector.transactionId()).contains("d93kswow");
    assertThat(vector.flag()).contains('$');
    assertThat(vector.bodyOctets()).hasValue(14);
    assertThat(vector.messageId()).contains("12339sdqwer");
    assertThat(vector.byteRange()).contains("1-16/16");
    assertThat(vector.isGrammatical()).isTrue();
  }

  @Test
  void named_response_hasStatusAndCommentButNoBody() {
    WireVector vector = WireVectors.named("msrp/rfc7701-02-s9.2-d93kswow-425");
    assertThat(vector.status()).hasValue(425);
    assertThat(vector.comment()).contains("Nickname reserved or already in use");
    assertThat(vector.bodyOctets()).isEqualTo(OptionalInt.empty());
    assertThat(vector.method()).isEqualTo(Optional.empty());
  }

  @Test
  void named_exampleWithoutEndLine_hasNoFlagAndIsNotGrammatical() {
    WireVector vector = WireVectors.named("msrp/rfc4976-06-s3-xght6-200");
    assertThat(vector.flag()).isEmpty();
    assertThat(vector.isGrammatical()).isFalse();
  }

  @Test
  void named_constructed_namesRequirementsThatExist() {
    assertThat(WireVectors.named("derived/d01-bodiless-send").requirements())
        .containsExactly("4975-7.1-11", "4975-7.1.1-24");
    assertThat(WireVectors.inFolder("derived"))
        .flatMap(WireVector::requirements)
        .allMatch(id -> Requirements.byId(id).isPresent());
  }

  @Test
  void signals_constructedVectorsOnly_haveSome() {
    assertThat(WireVectors.all())
        .allMatch(vector -> vector.signals().isPresent() == vector.folder().equals("derived"));
    assertThat(WireVectors.named("derived/d04-body-ends-with-crlf").signals())
        .contains("SEND tid04abcd body 5 $");
  }

  @Test
  void frame_exampleWithoutPaths_hasSome() {
    List<WireVector> bare =
        WireVectors.all().stream().filter(v -> v.frame().length != v.octets().length).toList();
    assertThat(bare).hasSize(2).allMatch(vector -> vector.folder().equals("msrp"));
    assertThat(bare)
        .allSatisfy(
            vector ->
                assertThat(new String(vector.frame(), StandardCharsets.ISO_8859_1))
                    .containsSubsequence("MSRP ", "To-Path: ", "From-Path: ", "-------"));
  }

  @Test
  void octets_everyMsrpVector_areKeptWithTheirCrLf() {
    List<WireVector> messages = WireVectors.inFolder("msrp");
    assertThat(messages).allMatch(vector -> text(vector).endsWith("\r\n"));
    assertThat(text(WireVectors.named("derived/n07-bare-lf"))).doesNotContain("\r");
  }

  @Test
  void octets_binaryBody_areTheFile() throws Exception {
    byte[] octets = WireVectors.named("derived/d34-binary-256").octets();
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets);
    assertThat(HexFormat.of().formatHex(digest))
        .isEqualTo("8f3a096dab46fd8cb07212bea57b3fdba419cde9a7b23fac501a75d68fad620b");
  }

  @Test
  void octets_changedByCaller_leavesVectorAsItWas() {
    WireVector vector = WireVectors.named("derived/d07-abort");
    vector.octets()[0] = 'X';
    assertThat(vector.octets()[0]).isEqualTo((byte) 'M');
  }

  private static String text(WireVector vector) {
    return new String(vector.octets(), StandardCharsets.ISO_8859_1);
  }
}
