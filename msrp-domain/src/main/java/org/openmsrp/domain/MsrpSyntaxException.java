// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * Text or octets that break the grammar: what is wrong, which rule says so, and where.
 *
 * <p>The place is that of the first octet that can't stand there. Where something is missing or too
 * short, it is the octet behind; where a whole is wrong, such as a number out of its range, a word
 * that is none of those allowed, or a header that stands twice, it is the beginning of the whole.
 */
public final class MsrpSyntaxException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong. */
  private final String problem;

  /** The section of the standard that says so. */
  private final String rule;

  /** Where it is, in octets; negative where no place is known. */
  private final long offset;

  /**
   * An error that has no place of its own: all of the text is wrong, or there is no text.
   *
   * @param problem what is wrong, for people; must not repeat secrets
   * @param rule the rule that is broken, for example {@code RFC 4975 §9}
   */
  public MsrpSyntaxException(String problem, String rule) {
    this(problem, rule, -1);
  }

  /**
   * An error at a known place.
   *
   * @param problem what is wrong, for people; must not repeat secrets
   * @param rule the rule that is broken, for example {@code RFC 4975 §9}
   * @param offset octets before the first wrong one; negative if unknown. See {@link #offset()}
   */
  public MsrpSyntaxException(String problem, String rule, long offset) {
    super(
        requireNonNull(problem, "problem")
            + (offset < 0 ? "" : " at octet " + offset)
            + " ("
            + requireNonNull(rule, "rule")
            + ")");
    this.problem = problem;
    this.rule = rule;
    this.offset = Math.max(offset, -1);
  }

  /**
   * What is wrong, without rule and place.
   *
   * @return a sentence
   */
  public String problem() {
    return problem;
  }

  /**
   * The rule that is broken.
   *
   * @return for example {@code RFC 4975 §9}
   */
  public String rule() {
    return rule;
  }

  /**
   * Where the error is: in a text of its own, octets of UTF-8 since the text began; in a stream,
   * octets since the stream began.
   *
   * @return octets before the first wrong one, if known
   */
  public OptionalLong offset() {
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /**
   * An error at a known place of a text.
   *
   * @param text the text, of which nothing is kept
   * @param index characters before the first wrong one; the text's length if something is missing
   *     behind it
   * @param problem what is wrong, for people; must not repeat secrets
   * @param rule the rule that is broken, for example {@code RFC 4975 §9}
   * @return the error, its place counted in octets
   */
  public static MsrpSyntaxException at(String text, int index, String problem, String rule) {
    return new MsrpSyntaxException(problem, rule, octets(text, index));
  }

  /**
   * The same error in a longer text or a stream: one without a place is at the beginning of its
   * part.
   *
   * @param octets how many octets stand before the part that this error is about
   * @return a copy with the first known form of the error as its cause
   */
  public MsrpSyntaxException shifted(long octets) {
    MsrpSyntaxException placed =
        new MsrpSyntaxException(problem, rule, octets + Math.max(offset, 0));
    placed.initCause(getCause() == null ? this : getCause());
    return placed;
  }

  /**
   * The same error in a longer text.
   *
   * @param text the longer text
   * @param index characters before the part that this error is about
   * @return as of {@link #shifted(long)}
   */
  public MsrpSyntaxException within(String text, int index) {
    return shifted(octets(text, index));
  }

  private static int octets(String text, int characters) {
    return text.substring(0, characters).getBytes(StandardCharsets.UTF_8).length;
  }
}
