// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToIntBiFunction;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
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

  @Property
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

  @Property
  @Conformance("4975-7.1-19")
  void scan_piecesWithoutHyphensAreSkipped_findsWhatAFullScanFinds(
      @ForAll("bodies") String body,
      @ForAll("ids") String id,
      @ForAll @IntRange(max = 99) int cut) {
    int at = body.length() * cut / 100;
    List<ByteBuffer> pieces = List.of(buffer(body.substring(0, at)), buffer(body.substring(at)));

    assertThat(firstHit(new EndLineScanner(id), pieces, EndLineScannerTest::scanIfNeeded))
        .isEqualTo(firstHit(new EndLineScanner(id), pieces, EndLineScanner::scan));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 7, 16_377, 16_378, 16_381, 16_384, 39_993})
  void holdsHyphens_sevenInARow_areSeenWhereverTheyStand(int before) {
    byte[] octets = new byte[40_000];
    Arrays.fill(octets, before, before + 6, (byte) '-');
    assertThat(holdsHyphens(octets)).containsExactly(false, false);

    octets[before + 6] = '-';
    assertThat(holdsHyphens(octets)).containsExactly(true, true);
  }

  @Test
  void holdsHyphens_anyPlaceInRandomOctets_areSeen() {
    byte[] octets = new byte[300];
    for (int before = 0; before <= 293; before++) {
      new Random(before).nextBytes(octets);
      assertThat(holdsHyphens(octets)).containsExactly(false, false);
      Arrays.fill(octets, before, before + 7, (byte) '-');
      assertThat(holdsHyphens(octets)).containsExactly(true, true);
    }
  }

  private static List<Boolean> holdsHyphens(byte[] octets) {
    return List.of(
        EndLineScanner.holdsHyphens(Trace.Memory.HEAP_SLICE.bufferOf(octets)),
        EndLineScanner.holdsHyphens(Trace.Memory.DIRECT.bufferOf(octets)));
  }

  private static int scanIfNeeded(EndLineScanner scanner, ByteBuffer piece) {
    boolean needed = EndLineScanner.holdsHyphens(piece);
    return needed ? scanner.scan(piece) : scanner.scanWithoutHyphens(piece);
  }

  private static String firstHit(
      EndLineScanner scanner,
      List<ByteBuffer> pieces,
      ToIntBiFunction<EndLineScanner, ByteBuffer> scan) {
    for (int i = 0; i < pieces.size(); i++) {
      int found = scan.applyAsInt(scanner, pieces.get(i));
      if (found >= 0) {
        return "piece " + i + " at " + found;
      }
    }
    return "none";
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
