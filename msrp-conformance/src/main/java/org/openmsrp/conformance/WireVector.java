// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One wire example: its octets and what a parser must see in them. Immutable.
 *
 * <p>The typed expectations ({@link #isRequest()} to {@link #byteRange()}) are there for the
 * vectors of folder {@code msrp}; of the others {@link #expected()} tells in words.
 */
public final class WireVector {

  private static final String PATHS =
      """
      To-Path: msrp://bob.example.com:8888/9di4eae923wzd;tcp\r
      From-Path: msrp://alice.example.com:7777/iau39soe2843z;tcp\r
      """;

  private final String name;
  private final String rfc;
  private final String section;
  private final String expected;
  private final String notes;
  private final byte[] octets;
  private final Optional<String> signals;
  private final Map<String, String> expectations;

  private WireVector(String[] row, byte[] octets, Optional<String> signals) {
    this.name = row[0].substring(0, row[0].lastIndexOf('.'));
    this.rfc = row[1];
    this.section = row[2];
    this.expected = row[3];
    this.notes = row[4];
    this.octets = octets;
    this.signals = signals;
    this.expectations = expectations(row[3]);
  }

  static WireVector of(String[] row, byte[] octets, Optional<String> signals) {
    return new WireVector(row, octets, signals);
  }

  private static Map<String, String> expectations(String expected) {
    Map<String, String> pairs = new HashMap<>();
    if (expected.startsWith("kind=")) {
      for (String pair : expected.split("; ", -1)) {
        int equals = pair.indexOf('=');
        pairs.put(pair.substring(0, equals), pair.substring(equals + 1));
      }
    }
    return Map.copyOf(pairs);
  }

  /**
   * The name.
   *
   * @return folder and name without file suffix, such as {@code derived/d07-abort}
   */
  public String name() {
    return name;
  }

  /**
   * The folder.
   *
   * @return the part of the name before the slash
   */
  public String folder() {
    return name.substring(0, name.indexOf('/'));
  }

  /**
   * Where the example comes from.
   *
   * @return an RFC, such as {@code RFC 4975}, or {@code constructed}
   */
  public String rfc() {
    return rfc;
  }

  /**
   * Where in the RFC.
   *
   * @return a section number; of a constructed vector the requirements it is about
   */
  public String section() {
    return section;
  }

  /**
   * The requirements that a constructed vector is about.
   *
   * @return names such as {@code 4975-7.1-17}; empty for an RFC's own example
   */
  public List<String> requirements() {
    return rfc.equals("constructed") ? List.of(section.split(", ", -1)) : List.of();
  }

  /**
   * What a receiver must see or do.
   *
   * @return one line of words
   */
  public String expected() {
    return expected;
  }

  /**
   * What is odd about this example.
   *
   * @return one line of words
   */
  public String notes() {
    return notes;
  }

  /**
   * The octets on the wire.
   *
   * @return a new copy, the caller's own
   */
  public byte[] octets() {
    return octets.clone();
  }

  /**
   * The octets as a decoder can take them. The RFCs print two of their examples without paths; here
   * these have some.
   *
   * @return a new copy, the caller's own; as {@link #octets} for all other vectors
   */
  public byte[] frame() {
    String text = new String(octets, StandardCharsets.ISO_8859_1);
    int lineEnd = text.indexOf("\r\n") + 2;
    if (!name.startsWith("msrp/") || text.startsWith("To-Path", lineEnd)) {
      return octets();
    }
    String whole = text.substring(0, lineEnd) + PATHS + text.substring(lineEnd);
    return whole.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * What a decoder must tell of a vector of folder {@code derived}, frame for frame, divided by
   * {@code "; "}:
   *
   * <ul>
   *   <li>{@code SEND tid04abcd body 5 $}, {@code SEND tid01abcd no body $}: a request, how many
   *       octets its body has, and the flag of its end-line;
   *   <li>{@code 200 tid15abcd}: a response;
   *   <li>{@code malformed tidn1abcd at 21}: a frame that can be answered by 400, and the octet,
   *       counted from 0, at which its error shows;
   *   <li>{@code fatal at 8}: the stream can't be followed beyond this octet;
   *   <li>{@code incomplete}: the stream ends within a frame.
   * </ul>
   *
   * @return one line; empty for the vectors of other folders
   */
  public Optional<String> signals() {
    return signals;
  }

  /**
   * Whether the octets are one whole message by the grammar of RFC 4975 §9.
   *
   * @return true if they match the grammar
   */
  public boolean isGrammatical() {
    return notes.equals("ABNF-valid")
        || (notes.contains("matches msrp.abnf") && !notes.contains("does not match msrp.abnf"));
  }

  /**
   * Whether a request is expected.
   *
   * @return true for a request, false for a response and where nothing typed is expected
   */
  public boolean isRequest() {
    return method().isPresent();
  }

  /**
   * Whether a response is expected.
   *
   * @return true for a response, false for a request and where nothing typed is expected
   */
  public boolean isResponse() {
    return status().isPresent();
  }

  /**
   * The request's method.
   *
   * @return such as {@code SEND}; empty for a response
   */
  public Optional<String> method() {
    return after("request ");
  }

  /**
   * The response's status code.
   *
   * @return 100 to 999; empty for a request
   */
  public OptionalInt status() {
    return after("response ")
        .map(line -> OptionalInt.of(Integer.parseInt(line.substring(0, 3))))
        .orElseGet(OptionalInt::empty);
  }

  /**
   * The response's comment.
   *
   * @return such as {@code OK}; empty for a request or a response without one
   */
  public Optional<String> comment() {
    return after("response ").filter(line -> line.length() > 4).map(line -> line.substring(4));
  }

  /**
   * The transaction identifier.
   *
   * @return 4 to 32 characters
   */
  public Optional<String> transactionId() {
    return expectation("tid");
  }

  /**
   * The continuation flag of the end-line.
   *
   * @return one of {@code $ + #}; empty if the example has no end-line
   */
  public Optional<Character> flag() {
    return expectation("flag").filter(flag -> !flag.equals("none")).map(flag -> flag.charAt(0));
  }

  /**
   * The length of the body as it really is, whatever Byte-Range says.
   *
   * @return octets, from 0; empty if there is no body
   */
  public OptionalInt bodyOctets() {
    return expectation("body-octets")
        .filter(length -> !length.equals("no-body"))
        .map(length -> OptionalInt.of(Integer.parseInt(length)))
        .orElseGet(OptionalInt::empty);
  }

  /**
   * The Message-ID header field.
   *
   * @return its value; empty if there is none
   */
  public Optional<String> messageId() {
    return expectation("message-id");
  }

  /**
   * The Byte-Range header field.
   *
   * @return its value, such as {@code 1-25/25}; empty if there is none
   */
  public Optional<String> byteRange() {
    return expectation("byte-range");
  }

  private Optional<String> after(String kind) {
    return expectation("kind").filter(k -> k.startsWith(kind)).map(k -> k.substring(kind.length()));
  }

  private Optional<String> expectation(String key) {
    return Optional.ofNullable(expectations.get(key));
  }

  /**
   * The name, so that a test report tells which vector failed.
   *
   * @return {@link #name()}
   */
  @Override
  public String toString() {
    return name;
  }
}
