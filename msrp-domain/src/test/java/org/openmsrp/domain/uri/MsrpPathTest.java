// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.uri;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.DomainArbitraries;
import org.openmsrp.domain.MsrpSyntaxException;

class MsrpPathTest {

  private static final MsrpUri A = MsrpUri.parse("msrp://a:1/aaaaaaaa;tcp");
  private static final MsrpUri B = MsrpUri.parse("msrp://b:1/bbbbbbbb;tcp");
  private static final MsrpUri C = MsrpUri.parse("msrp://c:1/cccccccc;tcp");

  @Property
  @Conformance("4976-7-09")
  void parse_whatIsPrinted_givesPathBack(@ForAll("paths") MsrpPath path) {
    MsrpPath parsed = MsrpPath.parse(path.toString());
    assertThat(parsed).isEqualTo(path).hasSameHashCodeAs(path).hasToString(path.toString());
  }

  @Property
  void reversed_twice_isThePathAgain(@ForAll("paths") MsrpPath path) {
    assertThat(path.reversed().reversed()).hasToString(path.toString());
    assertThat(path.reversed().first()).isEqualTo(path.last());
  }

  @Property
  void followedBy_anotherPath_keepsBothInOrder(
      @ForAll("paths") MsrpPath path, @ForAll("paths") MsrpPath next) {
    MsrpPath both = path.followedBy(next);
    assertThat(both.size()).isEqualTo(path.size() + next.size());
    assertThat(both).hasToString(path + " " + next);
    assertThat(both.first()).isEqualTo(path.first());
    assertThat(both.last()).isEqualTo(next.last());
  }

  @Test
  void firstAndLast_severalUris_areLeftmostAndRightmost() {
    MsrpPath path = MsrpPath.parse(A + " " + B + " " + C);
    assertThat(path.first()).isEqualTo(A);
    assertThat(path.last()).isEqualTo(C);
    assertThat(path.uris()).containsExactly(A, B, C);
    assertThat(path.size()).isEqualTo(3);
  }

  @Test
  void parse_runsOfSpaces_areAcceptedAndPrintedOnce() {
    assertThat(MsrpPath.parse(" " + A + "  " + B + " ")).hasToString(A + " " + B);
  }

  @Test
  void parse_noUriOrForeignSeparator_throwsSyntaxException() {
    for (String text : List.of("", "   ", A + "\t" + B, A + "," + B, A + " x", A + "\r\n" + B)) {
      assertThatThrownBy(() -> MsrpPath.parse(text)).isInstanceOf(MsrpSyntaxException.class);
    }
    assertThatThrownBy(() -> MsrpPath.of(List.of())).isInstanceOf(MsrpSyntaxException.class);
  }

  @Test
  void withoutFirst_severalUris_dropsLeftmostOnly() {
    assertThat(MsrpPath.of(A, B, C).withoutFirst()).isEqualTo(MsrpPath.of(B, C));
    MsrpPath single = MsrpPath.of(A);
    assertThatThrownBy(single::withoutFirst).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void of_listChangedAfterwards_leavesPathUnchanged() {
    List<MsrpUri> uris = new ArrayList<>(List.of(A));
    MsrpPath path = MsrpPath.of(uris);
    uris.add(B);
    assertThat(path.uris()).containsExactly(A);
    assertThatThrownBy(() -> path.uris().add(B)).isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void equals_otherOrderOrLength_differs() {
    assertThat(MsrpPath.of(A, B)).isNotEqualTo(MsrpPath.of(B, A)).isNotEqualTo(MsrpPath.of(A));
    assertThat(MsrpPath.of(A)).isNotEqualTo(A);
  }

  @Test
  void reversed_usePathOfTwoRelays_isWhatSdpShows() {
    MsrpPath usePath = MsrpPath.of(A, B);
    assertThat(usePath.reversed().followedBy(MsrpPath.of(C))).isEqualTo(MsrpPath.of(B, A, C));
  }

  @Test
  void redacted_severalUris_hidesEverySession() {
    assertThat(MsrpPath.of(A, B).redacted()).isEqualTo("msrp://a:1/aa…;tcp msrp://b:1/bb…;tcp");
  }

  @Provide
  Arbitrary<MsrpPath> paths() {
    return DomainArbitraries.path();
  }
}
