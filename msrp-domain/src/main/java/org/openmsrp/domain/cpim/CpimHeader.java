// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.cpim;

import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;

/**
 * One line of a CPIM head (RFC 3862 §2.2): what it is called, parameters, and a value whose text is
 * kept as it came. Immutable; made by {@link CpimMessage#parse} and {@link CpimMessageBuilder}.
 */
public final class CpimHeader {

  private final CpimName name;
  private final String line;
  private final int colon;
  private final int valueStart;

  private CpimHeader(CpimName name, String line, int colon, int valueStart) {
    this.name = name;
    this.line = line;
    this.colon = colon;
    this.valueStart = valueStart;
  }

  /** Parses a line without its end, in the light of the namespaces declared before it. */
  static CpimHeader parse(String line, CpimScope scope) {
    CpimText.requireHeaderText(line, "a CPIM header");
    int colon = CpimScope.nameEnd(line, 0);
    CpimText.require(line.startsWith(":", colon), line, colon, "malformed name", CpimText.GRAMMAR);
    CpimName name = scope.resolve(line.substring(0, colon));
    int end = CpimParameters.end(line, colon + 1);
    return new CpimHeader(name, line, colon, CpimText.spaceEnd(line, end));
  }

  /**
   * What the header is called.
   *
   * @return namespace and name
   */
  public CpimName name() {
    return name;
  }

  /**
   * The name as it is written in this message.
   *
   * @return with its prefix, if it has one
   */
  public String writtenName() {
    return line.substring(0, colon);
  }

  /**
   * A parameter between the colon and the value (RFC 3862 §3.6).
   *
   * @param parameter its name; upper and lower case differ
   * @return its value without quotes and escapes, if it is there; of several the first
   */
  public Optional<String> parameter(String parameter) {
    return CpimParameters.value(line, colon + 1, parameter);
  }

  /**
   * The value as it is written.
   *
   * @return without space at its ends, escapes as they are
   */
  public String encoded() {
    return CpimText.withoutTrailingSpace(line.substring(valueStart));
  }

  /**
   * The value as text: each escape is the character that it stands for (RFC 3862 §2.3), also a
   * control character. Of a value that has quoted strings, take {@link #encoded()} apart instead.
   *
   * @return any text
   */
  public String text() {
    return CpimText.unescape(encoded());
  }

  /** The error of a value, at its place in the line. */
  MsrpSyntaxException inValue(MsrpSyntaxException error) {
    return error.within(line, valueStart);
  }

  /** The error of a parameter's value, at the place where the parameters begin. */
  MsrpSyntaxException inParameters(MsrpSyntaxException error) {
    return MsrpSyntaxException.at(line, colon + 1, error.problem(), error.rule());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CpimHeader header
        && name.equals(header.name)
        && line.equals(header.line);
  }

  @Override
  public int hashCode() {
    return line.hashCode();
  }

  /** The header as it is written, without the end of its line. */
  @Override
  public String toString() {
    return line;
  }
}
