// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;

/**
 * A header: name, text on the wire and decoded value. Immutable; one that can't be decoded, or that
 * holds a control character, can't be built.
 *
 * @param <T> the type of the value
 */
public final class Header<T> {

  private final HeaderName<T> name;
  private final String encoded;
  private final T value;

  private Header(HeaderName<T> name, String encoded, T value) {
    this.name = name;
    this.encoded = encoded;
    this.value = value;
  }

  /**
   * A header of this value.
   *
   * @param name which header
   * @param value its value, printed by its {@code toString}
   * @param <T> the type of the value
   * @return the header
   * @throws MsrpSyntaxException if the value's text is not legal for this header
   */
  public static <T> Header<T> of(HeaderName<T> name, T value) {
    return parse(name, requireNonNull(value, "value").toString());
  }

  /**
   * A header of this text.
   *
   * @param name which header
   * @param encoded its text on the wire, without name, colon and line end
   * @param <T> the type of the value
   * @return the header, which prints as {@code encoded}
   * @throws MsrpSyntaxException if the text is not legal for this header
   */
  public static <T> Header<T> parse(HeaderName<T> name, String encoded) {
    // The decoder first: what is wrong for it may stand before what no text may hold.
    T value = name.decode(requireNonNull(encoded, "encoded"));
    Texts.requireUtf8Text(encoded, name.toString());
    return new Header<>(name, encoded, value);
  }

  /**
   * Which header this is.
   *
   * @return the name
   */
  public HeaderName<T> name() {
    return name;
  }

  /**
   * The text on the wire.
   *
   * @return without name, colon and line end
   */
  public String encoded() {
    return encoded;
  }

  /**
   * The decoded value.
   *
   * @return the value
   */
  public T value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Header<?> header
        && name.equals(header.name)
        && encoded.equals(header.encoded);
  }

  @Override
  public int hashCode() {
    return name.hashCode() * 31 + encoded.hashCode();
  }

  /** The header as a line; credentials are left out. */
  @Override
  public String toString() {
    return name + ": " + (name.equals(HeaderName.AUTHORIZATION) ? "(redacted)" : encoded);
  }
}
