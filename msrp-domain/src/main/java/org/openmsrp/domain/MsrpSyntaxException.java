// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import static java.util.Objects.requireNonNull;

import java.io.Serial;
import java.util.OptionalLong;

/** Text or octets that break the grammar: what is wrong, which rule says so, and where. */
public final class MsrpSyntaxException extends IllegalArgumentException {

  @Serial private static final long serialVersionUID = 1L;

  /** What is wrong. */
  private final String problem;

  /** The section of the standard that says so. */
  private final String rule;

  /** Where it is, in octets; negative where no place is known. */
  private final long offset;

  /**
   * An error in a text that has no place in a stream.
   *
   * @param problem what is wrong, for people; must not repeat secrets
   * @param rule the rule that is broken, for example {@code RFC 4975 §9}
   */
  public MsrpSyntaxException(String problem, String rule) {
    this(problem, rule, -1);
  }

  /**
   * An error at a known place of a stream.
   *
   * @param problem what is wrong, for people; must not repeat secrets
   * @param rule the rule that is broken, for example {@code RFC 4975 §9}
   * @param offset octets before the first wrong one since the stream began; negative if unknown
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
   * Where the error is.
   *
   * @return octets before the first wrong one since the stream began, if known
   */
  public OptionalLong offset() {
    return offset < 0 ? OptionalLong.empty() : OptionalLong.of(offset);
  }

  /**
   * The same error with a place.
   *
   * @param streamOffset octets before the first wrong one since the stream began
   * @return a copy with this one as its cause
   */
  public MsrpSyntaxException at(long streamOffset) {
    MsrpSyntaxException placed = new MsrpSyntaxException(problem, rule, streamOffset);
    placed.initCause(this);
    return placed;
  }
}
