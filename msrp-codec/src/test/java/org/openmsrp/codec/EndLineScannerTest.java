// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.MsrpSyntaxException;

class EndLineScannerTest {

  private static final String[] IDS = {
    "tid1", "a-------b", "a------", "abcdefghijklmnopqrstuvwxyz012345"
  };

  @ParameterizedTest
  @ValueSource(strings = {"tid1", "a-------b", "a------", "abcdefghijklmnopqrstuvwxyz012345"})
  @Conformance({"4975-7.1-19", "4975-7.1-21"})
  void scan_endLineAnywhereInBody_isFoundWhereItBegins(String id) {
    for (int before = 0; before < 40; before++) {
      String body = "x".repeat(before) + "-------" + id + "$ and more";

      assertThat(scan(id, body, Trace.Memory.HEAP_SLICE)).isEqualTo(before);
      assertThat(scan(id, body, Trace.Memory.DIRECT)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"tid1", "a-------b", "a------", "abcdefghijklmnopqrstuvwxyz012345"})
  @Conformance({"4975-7.1-19", "4975-7.1-21"})
  void scan_endLineStraddlesPieces_isFoundWhereverItIsCut(String id) {
    String body = "--- text ---\r\n-------" + id + "+";
    int begin = "--- text ---\r\n".length();

    for (int cut = 0; cut <= body.length(); cut++) {
      EndLineScanner scanner = new EndLineScanner(id);
      int first = scanner.scan(buffer(body.substring(0, cut)));
      int second = first >= 0 ? first : scanner.scan(buffer(body.substring(cut)));

      boolean wholeInSecond = cut <= begin;
      boolean wholeInFirst = cut >= begin + 7 + id.length();
      assertThat(first >= 0).as("cut at %s", cut).isEqualTo(wholeInFirst);
      assertThat(second)
          .as("cut at %s", cut)
          .isEqualTo(wholeInSecond ? begin - cut : wholeInFirst ? begin : 0);
    }
  }

  @Test
  void scan_endLineOctetByOctet_isFoundAtItsLastOctet() {
    String body = "--------tid1$";
    EndLineScanner scanner = new EndLineScanner("tid1");

    for (int i = 0; i < body.length() - 2; i++) {
      assertThat(scanner.scan(buffer(body.substring(i, i + 1)))).isEqualTo(-1);
    }
    assertThat(scanner.scan(buffer("1"))).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "------tid1$", "-------tid", "-------tid2$", "-------TID1$", "------- tid1"})
  void scan_bodyWithoutEndLine_isClean(String body) {
    assertThat(scan("tid1", body, Trace.Memory.HEAP)).isEqualTo(-1);
  }

  @Test
  void scan_bodyLongerThanABlock_isFoundAcrossIt() {
    for (int before = 16_370; before < 16_400; before++) {
      String body = "x".repeat(before) + "-------tid1$" + "y".repeat(20_000);

      assertThat(scan("tid1", body, Trace.Memory.DIRECT)).isEqualTo(before);
    }
  }

  @Test
  void scan_buffer_leavesItsPositionAlone() {
    ByteBuffer body = buffer("x-------tid1$").position(1);

    assertThat(new EndLineScanner("tid1").scan(body)).isZero();
    assertThat(body.position()).isEqualTo(1);
  }

  @Test
  void scanner_malformedId_isRefused() {
    assertThatThrownBy(() -> new EndLineScanner("abc")).isInstanceOf(MsrpSyntaxException.class);
  }

  @Property(tries = 5000)
  void scan_anyBodyInAnyPieces_agreesWithPlainSearch(
      @ForAll("bodies") String body, @ForAll("ids") String id, @ForAll("ids") String other) {
    int cut = (body.length() * (other.length() % 7)) / 7;
    int expected = body.indexOf("-------" + id);
    EndLineScanner scanner = new EndLineScanner(id);

    int first = scanner.scan(buffer(body.substring(0, cut)));
    int found = first >= 0 ? first : scanner.scan(buffer(body.substring(cut)));

    if (first >= 0) {
      assertThat(found).isEqualTo(expected);
    } else {
      assertThat(found).isEqualTo(expected < 0 ? -1 : Math.max(0, expected - cut));
    }
  }

  @Provide
  Arbitrary<String> bodies() {
    return Arbitraries.of("-", "--", "-------", "tid1", "a", "b", "a------", "x", "\r\n", "$")
        .list()
        .ofMaxSize(25)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.of(Arrays.asList(IDS));
  }

  private static int scan(String id, String body, Trace.Memory memory) {
    return new EndLineScanner(id).scan(memory.bufferOf(Wire.octets(body)));
  }

  private static ByteBuffer buffer(String text) {
    return ByteBuffer.wrap(Wire.octets(text));
  }
}
