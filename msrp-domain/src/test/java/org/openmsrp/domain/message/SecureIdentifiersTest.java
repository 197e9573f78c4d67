// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.openmsrp.conformance.Conformance;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;

class SecureIdentifiersTest {

  private static final int MANY = 100_000;

  private final IdentifierSource source = IdentifierSource.secure();

  @Test
  @Conformance({"4975-7.1-01", "4975-9-14"})
  void transactionId_manyTimes_isIdentAndNeverRepeats() {
    assertThat(distinct(source::transactionId)).hasSize(MANY);
  }

  @Test
  @Conformance({"4975-7.1.1-01", "4975-9-11"})
  void messageId_manyTimes_isIdentAndNeverRepeats() {
    assertThat(distinct(source::messageId)).hasSize(MANY);
  }

  @Test
  @Conformance("4975-9-06")
  void sessionId_manyTimes_isLegalInUriAndNeverRepeats() {
    Set<String> ids = distinct(source::sessionId);
    assertThat(ids).hasSize(MANY).allMatch(id -> id.matches("[A-Za-z0-9._~+=/-]+"));
    String id = ids.iterator().next();
    assertThat(MsrpUri.builder(MsrpScheme.MSRP, "h").sessionId(id).build().sessionId())
        .contains(id);
  }

  @Test
  @Conformance("4975-7.1-02")
  void transactionId_alphabetOfEachPlace_givesAtLeast64Bits() {
    assertThat(randomBits(source::transactionId)).isGreaterThanOrEqualTo(64);
  }

  @Test
  @Conformance({"4975-14.1-01", "4975-8.2-07"})
  void sessionId_alphabetOfEachPlace_givesAtLeast80Bits() {
    assertThat(randomBits(source::sessionId)).isGreaterThanOrEqualTo(80);
    assertThat(randomBits(source::messageId)).isGreaterThanOrEqualTo(80);
  }

  @Test
  void identifiers_severalThreads_neverRepeat() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      Callable<List<String>> task = () -> draw(source::transactionId, MANY / 4);
      Set<String> all = new HashSet<>();
      for (Future<List<String>> ids : threads.invokeAll(List.of(task, task, task, task))) {
        all.addAll(ids.get());
      }
      assertThat(all).hasSize(MANY);
    } finally {
      threads.shutdownNow();
    }
  }

  private static List<String> draw(Supplier<String> ids, int count) {
    List<String> drawn = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      drawn.add(ids.get());
    }
    return drawn;
  }

  private static Set<String> distinct(Supplier<String> ids) {
    Set<String> distinct = new HashSet<>(draw(ids, MANY));
    distinct.forEach(id -> Texts.requireIdent(id, "identifier"));
    return distinct;
  }

  /**
   * The sum over the places of the binary logarithm of how many characters were seen there, which
   * is what independent, evenly drawn characters carry.
   */
  private static double randomBits(Supplier<String> ids) {
    List<String> drawn = draw(ids, 10_000);
    int length = drawn.get(0).length();
    double bits = 0;
    for (int place = 0; place < length; place++) {
      int[] seen = new int[128];
      BitSet alphabet = new BitSet();
      for (String id : drawn) {
        seen[id.charAt(place)]++;
        alphabet.set(id.charAt(place));
      }
      int size = alphabet.cardinality();
      // Evenly drawn: ten standard deviations around the mean, which noise does not reach.
      double mean = 10_000.0 / size;
      assertThat(alphabet.stream().map(c -> seen[c]))
          .allMatch(count -> Math.abs(count - mean) < 10 * Math.sqrt(mean));
      bits += Math.log(size) / Math.log(2);
    }
    return bits;
  }
}
