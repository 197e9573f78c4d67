// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.QuotedString;
import org.openmsrp.domain.Texts;

/**
 * What a receiver is to do with a body (RFC 2183): a type and parameters, the file name among them.
 * Prints as it was written. A file name is the peer's word: never use it as a path.
 */
public final class ContentDisposition {

  private final String type;
  private final HeaderParameters parameters;
  private final String text;

  private ContentDisposition(String type, HeaderParameters parameters, String text) {
    this.type = type;
    this.parameters = parameters;
    this.text = text;
  }

  /**
   * An attachment of this name.
   *
   * @param filename the file's name, without control characters
   * @return {@code attachment; filename="…"}
   * @throws MsrpSyntaxException if it holds a control character
   */
  public static ContentDisposition attachment(String filename) {
    return parse("attachment; filename=" + QuotedString.encode(filename));
  }

  /**
   * Parses a type with parameters.
   *
   * @param text the header's value
   * @return the disposition, which prints as {@code text}
   * @throws MsrpSyntaxException if it is malformed
   */
  public static ContentDisposition parse(String text) {
    int start = Texts.blankEnd(requireNonNull(text, "text"), 0);
    int end = Texts.tokenEnd(text, start);
    if (end == start) {
      throw MsrpSyntaxException.at(text, end, "malformed Content-Disposition", "RFC 2183 §2");
    }
    HeaderParameters parameters = HeaderParameters.parse(text, end);
    Texts.requireUtf8Text(text, "Content-Disposition");
    String type = text.substring(start, end).toLowerCase(Locale.ROOT);
    return new ContentDisposition(type, parameters, text);
  }

  /**
   * The type.
   *
   * @return lower case: {@code attachment}, {@code render}, {@code inline}, …
   */
  public String type() {
    return type;
  }

  /**
   * The value of a parameter.
   *
   * @param name without regard to case
   * @return the value without quotes, if the parameter is there; empty text for a bare name
   */
  public Optional<String> parameter(String name) {
    return parameters.value(name);
  }

  /**
   * The file name, as the peer wrote it.
   *
   * @return possibly with path parts; not to be trusted
   */
  public Optional<String> filename() {
    return parameter("filename");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ContentDisposition disposition
        && type.equals(disposition.type)
        && parameters.equals(disposition.parameters);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + parameters.hashCode();
  }

  /** The disposition as it is printed. */
  @Override
  public String toString() {
    return text;
  }
}
