// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.testkit.arbitrary;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.openmsrp.domain.header.Header;
import org.openmsrp.domain.message.MsrpChunk;
import org.openmsrp.domain.uri.MsrpPath;
import org.openmsrp.domain.uri.MsrpScheme;
import org.openmsrp.domain.uri.MsrpUri;
import org.openmsrp.domain.uri.MsrpUriBuilder;

/** Generators of legal values of MSRP. All of them shrink. */
public final class MsrpArbitraries {

  private static final String ALPHANUMERIC =
      "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";

  private MsrpArbitraries() {}

  /**
   * Identifiers: of transactions and of messages (RFC 4975 §9, {@code ident}).
   *
   * @return texts of 4 to 32 characters, the first of them a letter or digit
   */
  public static Arbitrary<String> idents() {
    Arbitrary<String> first = Arbitraries.strings().withChars(ALPHANUMERIC).ofLength(1);
    Arbitrary<String> rest =
        Arbitraries.strings().withChars(ALPHANUMERIC + ".-+%=").ofMinLength(3).ofMaxLength(31);
    return Combinators.combine(first, rest).as(String::concat);
  }

  /**
   * Hosts as a URI names them: names, IPv4 addresses, IPv6 addresses in brackets.
   *
   * @return texts that {@link MsrpUri#builder} takes
   */
  public static Arbitrary<String> hosts() {
    Arbitrary<String> label =
        Arbitraries.strings().withChars("abcXYZ019").ofMinLength(1).ofMaxLength(8);
    Arbitrary<String> octet = Arbitraries.integers().between(0, 255).map(String::valueOf);
    Arbitrary<String> group = Arbitraries.integers().between(0, 0xffff).map(Integer::toHexString);
    return Arbitraries.oneOf(
        joined(label.map("h"::concat), 1, 3, "."),
        joined(octet, 4, 4, "."),
        joined(group, 8, 8, ":").map(text -> "[" + text + "]"));
  }

  private static Arbitrary<String> joined(
      Arbitrary<String> part, int least, int most, String between) {
    return part.list().ofMinSize(least).ofMaxSize(most).map(parts -> String.join(between, parts));
  }

  /**
   * URIs of both schemes, with a port, with and without session id and user info.
   *
   * @return URIs that are equal to themselves after they were printed and parsed
   */
  public static Arbitrary<MsrpUri> uris() {
    return Combinators.combine(
            Arbitraries.of(MsrpScheme.class),
            hosts(),
            Arbitraries.integers().between(1, 65535),
            Arbitraries.strings()
                .withChars(ALPHANUMERIC + "+=/-._~")
                .ofMinLength(1)
                .ofMaxLength(24)
                .optional(),
            Arbitraries.of("alice", "a%40b", "bob!'*").optional(),
            Arbitraries.of("tcp", "ws", "sctp"))
        .as(
            (scheme, host, port, session, user, transport) -> {
              MsrpUriBuilder uri = MsrpUri.builder(scheme, host).port(port).transport(transport);
              session.ifPresent(uri::sessionId);
              user.ifPresent(uri::userInfo);
              return uri.build();
            });
  }

  /**
   * Paths.
   *
   * @return paths of one to four URIs
   */
  public static Arbitrary<MsrpPath> paths() {
    return uris().list().ofMinSize(1).ofMaxSize(4).map(MsrpPath::of);
  }

  /**
   * Texts that a header may hold: UTF-8 without control characters but for the tab.
   *
   * @return texts of up to 40 characters
   */
  public static Arbitrary<String> texts() {
    return Arbitraries.of("a", "Z", "7", " ", "\t", "\"", "\\", ";", "=", "\u00e4", "\u20ac")
        .list()
        .ofMaxSize(40)
        .map(parts -> String.join("", parts));
  }

  /**
   * Headers: known ones with a value of their type, and extensions.
   *
   * @return headers that may stand in a SEND beside its Message-ID
   */
  public static Arbitrary<Header<?>> headers() {
    return ChunkArbitraries.headers();
  }

  /**
   * Requests and responses of every kind, with and without body, with each continuation flag that
   * is allowed.
   *
   * @return chunks that can be encoded
   */
  public static Arbitrary<MsrpChunk> chunks() {
    return Arbitraries.oneOf(
        ChunkArbitraries.sends().map(MsrpChunk.class::cast),
        ChunkArbitraries.others().map(MsrpChunk.class::cast),
        ChunkArbitraries.responses().map(MsrpChunk.class::cast));
  }

  /**
   * What two peers say to each other on one connection: messages in one or more chunks that follow
   * on each other, each chunk answered, and some messages reported.
   *
   * @return the chunks in order; those of a message join to its whole
   */
  public static Arbitrary<List<MsrpChunk>> conversations() {
    return ConversationArbitraries.conversations();
  }

  /**
   * Octets that almost are MSRP: pieces of frames in any order, for tests that nothing but a syntax
   * error comes of them.
   *
   * @return up to 60 pieces, among them whole end-lines of the transaction {@code tid1}
   */
  public static Arbitrary<byte[]> noise() {
    return NoiseArbitraries.pieces();
  }

  /**
   * Octets, most of them a wire vector of which one place is damaged: octets inserted, removed or
   * replaced.
   *
   * @return octets that may be legal, malformed or cut short
   */
  public static Arbitrary<byte[]> damaged() {
    return NoiseArbitraries.damagedVectors();
  }

  /**
   * Octets that are malformed in one known way.
   *
   * @param malformation the way
   * @return frames of which a receiver can understand at most a part
   */
  public static Arbitrary<byte[]> malformed(Malformation malformation) {
    return malformation.arbitrary();
  }
}
