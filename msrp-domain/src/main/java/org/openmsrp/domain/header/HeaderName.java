// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain.header;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.Texts;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.uri.MsrpPath;

/**
 * The name of a header and how its value is read and printed. Names are equal without regard to
 * case (RFC 4975 §9); the known ones are printed as in the RFCs, since some peers close the
 * connection on any other case.
 *
 * @param <T> the type of the decoded value
 */
public final class HeaderName<T> {

  private static final String RULE = "RFC 4975 §9";

  /** Where a chunk goes (RFC 4975 §7.1); always the first header. */
  public static final HeaderName<MsrpPath> TO_PATH = new HeaderName<>("To-Path", MsrpPath::parse);

  /** Where a chunk comes from (RFC 4975 §7.1); always the second header. */
  public static final HeaderName<MsrpPath> FROM_PATH =
      new HeaderName<>("From-Path", MsrpPath::parse);

  /** Names the whole message (RFC 4975 §7.1.1). */
  public static final HeaderName<String> MESSAGE_ID =
      new HeaderName<>("Message-ID", text -> Texts.requireIdent(text, "Message-ID"));

  /** Whether success reports are asked for (RFC 4975 §7.1.1). */
  public static final HeaderName<SuccessReport> SUCCESS_REPORT =
      new HeaderName<>("Success-Report", SuccessReport::parse);

  /** Which failures are reported (RFC 4975 §7.1.1). */
  public static final HeaderName<FailureReport> FAILURE_REPORT =
      new HeaderName<>("Failure-Report", FailureReport::parse);

  /** Which octets of the message a chunk carries or a report covers (RFC 4975 §7.1.1). */
  public static final HeaderName<ByteRange> BYTE_RANGE =
      new HeaderName<>("Byte-Range", ByteRange::parse);

  /** What a REPORT says (RFC 4975 §7.1.2). */
  public static final HeaderName<ReportStatus> STATUS =
      new HeaderName<>("Status", ReportStatus::parse);

  /** How long a URI is valid, in seconds (RFC 4976 §4.6). */
  public static final HeaderName<Long> EXPIRES = new HeaderName<>("Expires", Decimal::parse);

  /** The shortest validity that a relay grants, in seconds (RFC 4976 §4.6). */
  public static final HeaderName<Long> MIN_EXPIRES =
      new HeaderName<>("Min-Expires", Decimal::parse);

  /** The longest validity that a relay grants, in seconds (RFC 4976 §4.6). */
  public static final HeaderName<Long> MAX_EXPIRES =
      new HeaderName<>("Max-Expires", Decimal::parse);

  /** The URIs that a relay grants, in To-Path order (RFC 4976 §4.2). */
  public static final HeaderName<MsrpPath> USE_PATH = new HeaderName<>("Use-Path", MsrpPath::parse);

  /** How to authenticate (RFC 4976 §9.1). */
  public static final HeaderName<Challenge> WWW_AUTHENTICATE =
      new HeaderName<>("WWW-Authenticate", Challenge::parse);

  /** The answer to a challenge (RFC 4976 §9.1). */
  public static final HeaderName<DigestCredentials> AUTHORIZATION =
      new HeaderName<>("Authorization", DigestCredentials::parse);

  /** The relay's proof and its next nonce (RFC 4976 §9.1). */
  public static final HeaderName<AuthenticationInfo> AUTHENTICATION_INFO =
      new HeaderName<>("Authentication-Info", AuthenticationInfo::parse);

  /** What the body is (RFC 4975 §9); always the last header. */
  public static final HeaderName<MediaType> CONTENT_TYPE =
      new HeaderName<>("Content-Type", MediaType::parse);

  /** Names the body (RFC 2045 §7). */
  public static final HeaderName<String> CONTENT_ID =
      new HeaderName<>("Content-ID", Function.identity());

  /** Describes the body (RFC 2045 §8). */
  public static final HeaderName<String> CONTENT_DESCRIPTION =
      new HeaderName<>("Content-Description", Function.identity());

  /** What to do with the body, and its file name (RFC 2183). */
  public static final HeaderName<ContentDisposition> CONTENT_DISPOSITION =
      new HeaderName<>("Content-Disposition", ContentDisposition::parse);

  /** The nickname asked for (RFC 7701 §7.1). */
  public static final HeaderName<Nickname> USE_NICKNAME =
      new HeaderName<>("Use-Nickname", Nickname::parse);

  private static final List<HeaderName<?>> KNOWN =
      List.of(
          TO_PATH,
          FROM_PATH,
          MESSAGE_ID,
          SUCCESS_REPORT,
          FAILURE_REPORT,
          BYTE_RANGE,
          STATUS,
          EXPIRES,
          MIN_EXPIRES,
          MAX_EXPIRES,
          USE_PATH,
          WWW_AUTHENTICATE,
          AUTHORIZATION,
          AUTHENTICATION_INFO,
          CONTENT_TYPE,
          CONTENT_ID,
          CONTENT_DESCRIPTION,
          CONTENT_DISPOSITION,
          USE_NICKNAME);

  private static final Map<String, HeaderName<?>> BY_LOWER_CASE =
      KNOWN.stream().collect(Collectors.toUnmodifiableMap(name -> name.lowerCase, name -> name));

  private final String text;
  private final String lowerCase;
  private final Function<String, T> decoder;

  private final boolean known;

  private HeaderName(String text, Function<String, T> decoder) {
    this(text, decoder, true);
  }

  private HeaderName(String text, Function<String, T> decoder, boolean known) {
    this.text = text;
    this.lowerCase = text.toLowerCase(Locale.ROOT);
    this.decoder = decoder;
    this.known = known;
  }

  /**
   * The name of this text: a known one, or an extension's whose value is its text.
   *
   * @param text a token that starts with a letter
   * @return the name
   * @throws MsrpSyntaxException if it is not
   */
  public static HeaderName<?> of(String text) {
    HeaderName<?> known = BY_LOWER_CASE.get(requireNonNull(text, "text").toLowerCase(Locale.ROOT));
    // Lower case of other letters, such as the Kelvin sign, may be ASCII.
    return known != null && Texts.equalIgnoringAsciiCase(known.text, text)
        ? known
        : extension(text);
  }

  /**
   * The name of a header that is not known here.
   *
   * @param text a token that starts with a letter
   * @return a name whose values are plain text
   * @throws MsrpSyntaxException if it is not a token, or is known and so has a type of its own
   */
  public static HeaderName<String> extension(String text) {
    int end = Texts.tokenEnd(requireNonNull(text, "text"), 0);
    boolean letter = end > 0 && Character.isLetter(text.charAt(0));
    if (!letter || end < text.length()) {
      throw MsrpSyntaxException.at(text, letter ? end : 0, "malformed header name", RULE);
    }
    if (BY_LOWER_CASE.containsKey(text.toLowerCase(Locale.ROOT))) {
      throw new MsrpSyntaxException(text + " is a known header, not an extension", RULE);
    }
    return new HeaderName<>(text, Function.identity(), false);
  }

  /**
   * The 19 names that are known here.
   *
   * @return an immutable list
   */
  public static List<HeaderName<?>> known() {
    return KNOWN;
  }

  /**
   * Whether the header describes the body and so stands behind the others (RFC 4975 §9).
   *
   * @return true for names that start with {@code Content-}
   */
  public boolean mime() {
    return lowerCase.startsWith("content-");
  }

  /** The name as it is printed. */
  @Override
  public String toString() {
    return text;
  }

  /** Equality without regard to case. */
  @Override
  public boolean equals(Object other) {
    // There is one object for each known name, and heads are full of comparisons with them.
    return this == other
        || (!known && other instanceof HeaderName<?> name && lowerCase.equals(name.lowerCase));
  }

  @Override
  public int hashCode() {
    return lowerCase.hashCode();
  }

  T decode(String encoded) {
    return decoder.apply(encoded);
  }
}
