// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Ranges behave as a set of octets. */
class RangeSetTest {

  private static final int OCTETS = 64;

  record Range(int from, int to) {}

  @Provide
  Arbitrary<List<Range>> ranges() {
    Arbitrary<Integer> place = Arbitraries.integers().between(0, OCTETS);
    return Combinators.combine(place, place)
        .as((a, b) -> new Range(Math.min(a, b), Math.max(a, b)))
        .list()
        .ofMaxSize(40);
  }

  @Property
  void add_ofAnyRanges_isTheirUnion(@ForAll("ranges") List<Range> ranges) {
    RangeSet set = new RangeSet();
    BitSet model = new BitSet();
    for (Range range : ranges) {
      set.add(range.from(), range.to());
      model.set(range.from(), range.to());
      assertThat(set.covered()).isEqualTo(model.cardinality());
      assertThat(set.prefix()).isEqualTo(model.nextClearBit(0));
      assertThat(set.fragments()).isEqualTo(runs(model));
      for (int total = 0; total <= OCTETS; total++) {
        assertThat(set.covers(total)).isEqualTo(model.nextClearBit(0) >= total);
      }
    }
  }

  private static int runs(BitSet model) {
    int runs = 0;
    for (int at = model.nextSetBit(0); at >= 0; at = model.nextSetBit(model.nextClearBit(at))) {
      runs++;
    }
    return runs;
  }

  @Example
  void add_ofFarRanges_doesNotOverflow() {
    RangeSet set = new RangeSet();
    set.add(MessageReceiver.FARTHEST, Long.MAX_VALUE);
    set.add(0, 1);
    assertThat(set.fragments()).isEqualTo(2);
    assertThat(set.covers(2)).isFalse();
  }
}
