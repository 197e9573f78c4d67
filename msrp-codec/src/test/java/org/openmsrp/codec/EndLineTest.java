// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndLineTest {

  private static final String ID = "a786hjs2";

  /** Each makes the search look twice, so that it soon goes on without branches. */
  private static final String SLOW = "\r\n------".repeat(20);

  @Property(tries = 2000)
  void find_bodyOfBeginnings_findsWhatALookAtEachPlaceFinds(
      @ForAll("ids") String id,
      @ForAll("pieces") List<Integer> pieces,
      @ForAll @IntRange(max = 40) int from,
      @ForAll @IntRange(max = 40) int cut) {
    StringBuilder body = new StringBuilder();
    pieces.forEach(piece -> body.append(piece(piece, id)));

    assertFinds(id, body.toString(), Math.min(from, body.length()), cut);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5, 6, 7, 8, 31, 32})
  void find_endLineAtEachPlaceBehindASlowBody_isFound(int idLength) {
    String id = "x".repeat(idLength);
    for (int filler = 0; filler < 1100; filler++) {
      String before = SLOW + "-".repeat(filler);
      assertFinds(id, before + endLine(id, '+') + "y".repeat(700), 0, 0);
      assertFinds(id, before + endLine(id, '+'), 0, 0);
    }
  }

  /** What differs in one octet, wherever, is no end-line. */
  @ParameterizedTest
  @ValueSource(strings = {"a786", "a786hjs2", "abcdefghijklmnopqrstuvwxyz012345"})
  void find_endLineWithOneWrongOctetBehindASlowBody_isNotFound(String id) {
    String line = endLine(id, '$');
    for (int at = 0; at < line.length(); at++) {
      String wrong = line.substring(0, at) + '!' + line.substring(at + 1);
      assertThat(find(id, SLOW + wrong + "z".repeat(700), 0, 0)).as("octet %d", at).isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(chars = {'$', '+', '#'})
  void find_eachFlagBehindASlowBody_isKept(char flag) {
    EndLine sought = sought(ID);
    byte[] body = octets(SLOW + endLine(ID, flag) + "z".repeat(700));

    assertThat(sought.find(body, 0, body.length)).isEqualTo(SLOW.length());
    assertThat(sought.flag().symbol()).isEqualTo(flag);
  }

  @Provide
  Arbitrary<String> ids() {
    return Arbitraries.strings()
        .withChars("ab-")
        .ofMinLength(3)
        .ofMaxLength(31)
        .map(rest -> "a" + rest);
  }

  @Provide
  Arbitrary<List<Integer>> pieces() {
    return Arbitraries.integers().between(0, 400).list().ofMinSize(1).ofMaxSize(250);
  }

  /** Of 401 pieces one is the end-line, so that many bodies have none or a late one. */
  private static String piece(int number, String id) {
    return switch (number) {
      case 0 -> endLine(id, '$');
      case 1 -> "\r\n-" + endLine(id, '$').substring(2);
      case 2 -> endLine(id, '!');
      case 3 -> endLine(id.substring(1), '$');
      case 4 -> endLine(id, '$').substring(1);
      default ->
          switch (number % 8) {
            case 0 -> "-";
            case 1 -> "\n-";
            case 2 -> "\r\n------";
            case 3 -> "\r\n-------";
            case 4 -> "\r\n-------" + id.substring(0, 3);
            case 5 -> "--------" + id;
            case 6 -> "$\r\n";
            default -> "text";
          };
    };
  }

  private static void assertFinds(String id, String body, int from, int cut) {
    int to = Math.max(from, body.length() - cut);
    Matcher naive = Pattern.compile("\r\n-------" + Pattern.quote(id) + "[$+#]\r\n").matcher(body);
    int expected = naive.region(from, to).find() ? naive.start() : -1;
    assertThat(find(id, body, from, cut)).isEqualTo(expected);
  }

  private static int find(String id, String body, int from, int cut) {
    byte[] octets = octets(body);
    return sought(id).find(octets, from, Math.max(from, octets.length - cut));
  }

  private static EndLine sought(String id) {
    EndLine sought = new EndLine();
    sought.reset(octets(id), 0, id.length());
    return sought;
  }

  private static String endLine(String id, char flag) {
    return "\r\n-------" + id + flag + "\r\n";
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
