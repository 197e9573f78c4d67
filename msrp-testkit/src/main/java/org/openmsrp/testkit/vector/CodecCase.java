// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.vector;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;
import org.openmsrp.domain.message.MsrpChunk;

/**
 * A wire vector with what a decoder must make of it. Immutable.
 *
 * <p>Two sources: the examples of the RFCs that are printed whole ({@link #examples}), and cases
 * that were constructed beside them ({@link #constructed}), some of which must be refused.
 */
public final class CodecCase {

  /** Told by its sender's fault, and harmless: RFC 4975 §7.1 wants it last, some send it before. */
  private static final String TOLERABLE = "derived/n08-content-type-not-last";

  /** What must come of a vector. */
  public enum Verdict {
    /** The chunks are understood. */
    TAKEN,
    /** The octets are refused, or they end within a frame. */
    REFUSED,
    /** A strict decoder refuses them, a tolerant one understands them. */
    EITHER
  }

  private final WireVector vector;
  private final Verdict verdict;
  private final List<String> expected;

  private CodecCase(WireVector vector, Verdict verdict, List<String> expected) {
    this.vector = vector;
    this.verdict = verdict;
    this.expected = expected;
  }

  /**
   * The examples of the RFCs that are whole frames.
   *
   * @return examples of RFC 4975, 4976, 5547, 7701 and 7977, all to be taken
   */
  public static List<CodecCase> examples() {
    return WireVectors.inFolder("msrp").stream()
        .filter(vector -> vector.flag().isPresent())
        .map(vector -> new CodecCase(vector, Verdict.TAKEN, List.of(Expectation.of(vector))))
        .toList();
  }

  /**
   * The constructed cases.
   *
   * @return those whose name begins with {@code d} are valid or tolerated, those with {@code n} are
   *     not by the letter
   */
  public static List<CodecCase> constructed() {
    return WireVectors.inFolder("derived").stream().map(CodecCase::constructed).toList();
  }

  /**
   * Both.
   *
   * @return the examples, then the constructed cases
   */
  public static List<CodecCase> all() {
    return Stream.concat(examples().stream(), constructed().stream()).toList();
  }

  private static CodecCase constructed(WireVector vector) {
    String signals = vector.signals().orElseThrow();
    boolean refused = signals.matches("(.*; )?(malformed|fatal|incomplete).*");
    Verdict verdict = refused ? Verdict.REFUSED : Verdict.TAKEN;
    return new CodecCase(
        vector,
        vector.name().equals(TOLERABLE) ? Verdict.EITHER : verdict,
        refused ? List.of() : List.of(signals.split("; ", -1)));
  }

  /**
   * The vector, with its section and notes.
   *
   * @return as it is printed
   */
  public WireVector vector() {
    return vector;
  }

  /**
   * What to decode. Two examples are printed without paths; here they have some.
   *
   * @return a new copy, the caller's own
   */
  public byte[] octets() {
    return vector.frame();
  }

  /**
   * What must come of it.
   *
   * @return whether the octets are to be understood
   */
  public Verdict verdict() {
    return verdict;
  }

  /**
   * What the octets say, for people.
   *
   * @return a line for each chunk, such as {@code SEND tid04abcd body 5 $}, with Message-ID,
   *     Byte-Range and a response's comment where they are prescribed; empty if the octets must be
   *     refused
   */
  public List<String> expected() {
    return expected;
  }

  /**
   * Compares what a decoder has seen.
   *
   * @param chunks what it has made of {@link #octets}
   * @return the first difference in words; empty if it is what is expected
   */
  public Optional<String> difference(List<MsrpChunk> chunks) {
    requireNonNull(chunks, "chunks");
    if (verdict == Verdict.REFUSED) {
      return Optional.of("taken as " + chunks + ", and to be refused: " + vector.notes());
    }
    boolean details = vector.folder().equals("msrp");
    List<String> seen = chunks.stream().map(chunk -> Expectation.of(chunk, details)).toList();
    return seen.equals(expected) ? Optional.empty() : Optional.of(seen + " instead of " + expected);
  }

  /**
   * The name of the vector, so that a report tells which one it was.
   *
   * @return such as {@code derived/d04-body-ends-with-crlf}
   */
  @Override
  public String toString() {
    return vector.name();
  }
}
