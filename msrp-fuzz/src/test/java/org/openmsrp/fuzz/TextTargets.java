// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;
import static org.openmsrp.fuzz.Chance.requireEqual;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.auth.AuthenticationInfo;
import org.openmsrp.domain.auth.Challenge;
import org.openmsrp.domain.auth.Digest;
import org.openmsrp.domain.auth.DigestAlgorithm;
import org.openmsrp.domain.auth.DigestAttempt;
import org.openmsrp.domain.auth.DigestChallenge;
import org.openmsrp.domain.auth.DigestCredentials;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.header.HeaderName;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.message.MsrpMethod;
import org.openmsrp.domain.uri.MsrpHost;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.domain.uri.UriParameter;

/** Parsers of texts: a value that reads back as itself, or a syntax error with its rule. */
final class TextTargets {

  private static final List<Function<String, Object>> URIS =
      List.of(MsrpUri::parse, MsrpPath::parse, MsrpHost::parse, UriParameter::parse);
  private static final List<Function<String, Object>> DIGEST =
      List.of(Challenge::parse, DigestCredentials::parse, AuthenticationInfo::parse);
  private static final List<Function<String, Object>> HEADERS = headerParsers();

  private TextTargets() {}

  private static List<Function<String, Object>> headerParsers() {
    List<Function<String, Object>> parsers = new ArrayList<>();
    parsers.add(MediaType::parse);
    parsers.add(MsrpMethod::of);
    parsers.add(HeaderName::of);
    HeaderName.known().forEach(name -> parsers.add(text -> Header.parse(name, text).value()));
    return parsers;
  }

  static void uris(byte[] octets) {
    String text = text(octets);
    URIS.forEach(parser -> readsBack(parser, text));
  }

  static void headers(byte[] octets) {
    String text = text(octets);
    HEADERS.forEach(parser -> readsBack(parser, text));
  }

  static void digest(byte[] octets) {
    String text = text(octets);
    DIGEST.forEach(parser -> readsBack(parser, text));
    try {
      if (Challenge.parse(text) instanceof DigestChallenge challenge) {
        answer(challenge);
      }
    } catch (MsrpSyntaxException refused) {
      require(refused.rule().startsWith("RFC "), "an error names its rule");
    }
  }

  private static void answer(DigestChallenge challenge) {
    Digest digest = new Digest(DigestAlgorithm.MD5);
    String secret = digest.secret("user", challenge.realm(), "secret".toCharArray());
    DigestAttempt attempt =
        new DigestAttempt(challenge.nonce(), 1, "cnonce", "msrps://relay.example:2855;tcp");
    require(digest.response(secret, attempt).length() == 32, "MD5 has 32 digits");
  }

  /** As the decoder reads it: UTF-8 if it is that. */
  private static String text(byte[] octets) {
    String utf8 = new String(octets, StandardCharsets.UTF_8);
    return utf8.indexOf('\uFFFD') < 0 ? utf8 : Chance.latin1(octets);
  }

  private static void readsBack(Function<String, Object> parser, String text) {
    Object value;
    try {
      value = parser.apply(text);
    } catch (MsrpSyntaxException refused) {
      require(refused.rule().startsWith("RFC "), "an error names its rule");
      return;
    }
    Object again = parser.apply(value.toString());
    requireEqual(again, value, "a value reads back");
    requireEqual(again.hashCode(), value.hashCode(), "equal values have equal hashes");
  }
}
