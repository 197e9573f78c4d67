// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;
import org.openmsrp.domain.header.ByteRange;
import org.openmsrp.domain.header.MediaType;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.domain.uri.MsrpUriBuilder;
import org.openmsrp.domain.uri.UriParameter;

/** Generators of legal values, of legal texts, and of noise that almost is one. */
public final class DomainArbitraries {

  private static final String UNRESERVED =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~";

  private DomainArbitraries() {}

  /** Text that a header may hold: no control character but the tab, surrogates in pairs only. */
  public static Arbitrary<String> utf8Text() {
    Arbitrary<String> character =
        Arbitraries.oneOf(
            Arbitraries.chars().range(' ', '~').map(String::valueOf),
            Arbitraries.of("\t", "\"", "\\", "é", "€", "\uD83D\uDE00", ";", ",", "="));
    return character.list().ofMaxSize(40).map(parts -> String.join("", parts));
  }

  /** Text that ends a line or holds another control character, or half a surrogate pair. */
  public static Arbitrary<String> illegalText() {
    Arbitrary<String> poison =
        Arbitraries.oneOf(
            Arbitraries.of("\r\n", "\r", "\n", "\0", "\u007f", "\uD800", "\uDC00"),
            Arbitraries.chars().range('\0', '\u0008').map(String::valueOf),
            Arbitraries.chars().range('\n', '\u001f').map(String::valueOf));
    Arbitrary<String> around = Arbitraries.strings().ascii().alpha().ofMaxLength(8);
    return Combinators.combine(around, poison, around)
        .as((a, b, c) -> a + b + c)
        .withoutEdgeCases();
  }

  /** Short strings over an alphabet in which parsers find something to trip over. */
  public static Arbitrary<String> noise() {
    StringArbitrary any = Arbitraries.strings().all().ofMaxLength(60);
    Arbitrary<String> pieces =
        Arbitraries.of(
                "msrp",
                "msrps",
                "://",
                "/",
                ";",
                "tcp",
                "[",
                "]",
                "::",
                ":",
                "@",
                "%41",
                "%",
                "1",
                "2855",
                "99999999999999999999",
                "*",
                "-",
                " ",
                "\t",
                "\"",
                "\\",
                "=",
                ",",
                "Digest",
                "realm",
                "nonce",
                "nc",
                "qop",
                "a",
                "text",
                "000",
                "200",
                "\r\n",
                "\0",
                "\u017f",
                "\u212a",
                "\uff11",
                "\uD800",
                "é",
                "yes",
                "")
            .list()
            .ofMaxSize(14)
            .map(parts -> String.join("", parts));
    return Arbitraries.oneOf(any, pieces);
  }

  /** An {@code ident}: 4 to 32 characters. */
  public static Arbitrary<String> ident() {
    String alphanumeric = UNRESERVED.substring(0, 62);
    return Combinators.combine(
            Arbitraries.strings().withChars(alphanumeric).ofLength(1),
            Arbitraries.strings().withChars(alphanumeric + ".-+%=").ofMinLength(3).ofMaxLength(31))
        .as(String::concat);
  }

  /** A {@code token}. */
  public static Arbitrary<String> token() {
    return Arbitraries.strings()
        .withChars(UNRESERVED + "!#$%&'*+^`{|}")
        .ofMinLength(1)
        .ofMaxLength(12);
  }

  /** A host: a name, an IPv4 or an IPv6 address. */
  public static Arbitrary<String> host() {
    Arbitrary<String> name =
        Arbitraries.strings()
            .withChars("abcXYZ019-._~")
            .ofMinLength(1)
            .ofMaxLength(20)
            .map(text -> "h" + text);
    Arbitrary<String> ipv4 =
        Arbitraries.integers()
            .between(0, 255)
            .list()
            .ofSize(4)
            .map(octets -> octets.stream().map(String::valueOf).toList())
            .map(octets -> String.join(".", octets));
    Arbitrary<String> ipv6 =
        Arbitraries.integers()
            .between(0, 0xffff)
            .list()
            .ofSize(8)
            .map(groups -> groups.stream().map(Integer::toHexString).toList())
            .map(groups -> "[" + String.join(":", groups) + "]");
    return Arbitraries.oneOf(name, ipv4, ipv6);
  }

  /** A URI, built; its host may be numeric, so it always has a port. */
  public static Arbitrary<MsrpUri> uri() {
    Arbitrary<String> sessionId =
        Arbitraries.strings().withChars(UNRESERVED + "+=/").ofMinLength(1).ofMaxLength(24);
    Arbitrary<String> transport = Arbitraries.of("tcp", "ws", "TCP", "dc", "sctp2");
    Arbitrary<List<UriParameter>> parameters =
        Combinators.combine(token(), token().optional()).as(UriParameter::new).list().ofMaxSize(2);
    return Combinators.combine(
            Arbitraries.of(MsrpScheme.class),
            host(),
            Arbitraries.integers().between(0, 65535),
            sessionId.optional(),
            Arbitraries.of("alice", "a%40b", "bob!'*", "").optional(),
            transport,
            parameters)
        .as(
            (scheme, host, port, session, user, way, more) -> {
              MsrpUriBuilder builder = MsrpUri.builder(scheme, host).port(port).transport(way);
              session.ifPresent(builder::sessionId);
              user.ifPresent(builder::userInfo);
              more.forEach(builder::parameter);
              return builder.build();
            })
        .withoutEdgeCases();
  }

  /** A path of one to four URIs. */
  public static Arbitrary<MsrpPath> path() {
    return uri().list().ofMinSize(1).ofMaxSize(4).map(MsrpPath::of).withoutEdgeCases();
  }

  /** A range of any shape. */
  public static Arbitrary<ByteRange> byteRange() {
    Arbitrary<Long> length = Arbitraries.longs().between(0, 1L << 40);
    return Combinators.combine(
            Arbitraries.longs().between(1, 1L << 62), length, length, Arbitraries.integers())
        .as(
            (start, body, rest, shape) -> {
              String end = (shape & 1) == 0 ? "*" : Long.toString(start - 1 + body);
              String total = (shape & 2) == 0 ? "*" : Long.toString(start - 1 + body + rest);
              return ByteRange.parse(start + "-" + end + "/" + total);
            })
        .withoutEdgeCases();
  }

  /** A media type with parameters. */
  public static Arbitrary<MediaType> mediaType() {
    Arbitrary<String> parameter =
        Combinators.combine(token(), utf8Text())
            .as((name, value) -> ";" + name + "=" + QuotedString.encode(value));
    return Combinators.combine(token(), token(), parameter.list().ofMaxSize(3))
        .as((type, subtype, more) -> type + "/" + subtype + String.join("", more))
        .map(MediaType::parse)
        .withoutEdgeCases();
  }
}
