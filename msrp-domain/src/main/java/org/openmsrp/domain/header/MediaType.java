// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import java.util.Optional;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * A media type with its parameters (RFC 4975 §9). Prints as it was written; equal if types and
 * parameters are, names without regard to case.
 */
public final class MediaType {

  /** Plain text in UTF-8. */
  public static final MediaType TEXT_PLAIN = parse("text/plain");

  /** Any octets. */
  public static final MediaType OCTET_STREAM = parse("application/octet-stream");

  /** A CPIM wrapper (RFC 3862). */
  public static final MediaType CPIM = parse("message/cpim");

  private static final String RULE = "RFC 4975 §9";

  private final String type;
  private final String subtype;
  private final HeaderParameters parameters;
  private final String text;

  private MediaType(String type, String subtype, HeaderParameters parameters, String text) {
    this.type = type;
    this.subtype = subtype;
    this.parameters = parameters;
    this.text = text;
  }

  /**
   * Parses {@code type/subtype} with parameters. White space around semicolons is accepted.
   *
   * @param text the header's value
   * @return the type, which prints as {@code text}
   * @throws MsrpSyntaxException if it is malformed
   */
  public static MediaType parse(String text) {
    int start = Texts.blankEnd(requireNonNull(text, "text"), 0);
    int slash = Texts.tokenEnd(text, start);
    require(slash > start && text.startsWith("/", slash), text, slash);
    int end = Texts.tokenEnd(text, slash + 1);
    require(end > slash + 1, text, end);
    HeaderParameters parameters = HeaderParameters.parse(text, end);
    Texts.requireUtf8Text(text, "media type");
    return new MediaType(
        text.substring(start, slash).toLowerCase(Locale.ROOT),
        text.substring(slash + 1, end).toLowerCase(Locale.ROOT),
        parameters,
        text);
  }

  private static void require(boolean holds, String text, int at) {
    if (!holds) {
      throw MsrpSyntaxException.at(text, at, "malformed media type", RULE);
    }
  }

  /**
   * The type.
   *
   * @return lower case
   */
  public String type() {
    return type;
  }

  /**
   * The subtype.
   *
   * @return lower case
   */
  public String subtype() {
    return subtype;
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
   * Whether an accepted type covers this one; parameters don't count (RFC 4975 §8.6).
   *
   * @param accepted {@code *}, {@code type/*} or {@code type/subtype}
   * @return true if it does
   */
  public boolean matches(String accepted) {
    String pattern = accepted.toLowerCase(Locale.ROOT);
    int semicolon = pattern.indexOf(';');
    String essence = (semicolon < 0 ? pattern : pattern.substring(0, semicolon)).trim();
    return essence.equals("*")
        || essence.equals("*/*")
        || essence.equals(type + "/*")
        || essence.equals(type + "/" + subtype);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MediaType media
        && type.equals(media.type)
        && subtype.equals(media.subtype)
        && parameters.equals(media.parameters);
  }

  @Override
  public int hashCode() {
    return type.hashCode() * 31 + subtype.hashCode();
  }

  /** The type as it is printed. */
  @Override
  public String toString() {
    return text;
  }
}
