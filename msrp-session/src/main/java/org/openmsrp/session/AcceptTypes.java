// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.openmsrp.domain.header.MediaType;

/**
 * Which media types a session takes. The multipart types that every endpoint must take (RFC 4975
 * §7.3.1, §14.3) are always among them. However many there are, a type is looked up: the list of a
 * peer is the peer's, and a message must not pay for its length.
 *
 * @param essences {@code *}, {@code type/*} or {@code type/subtype}, in small letters and without
 *     parameters
 * @param first the one that is named first, in the same form; empty if none is named
 */
record AcceptTypes(Set<String> essences, String first) {

  private static final Set<String> ALWAYS =
      Set.of("multipart/mixed", "multipart/alternative", "multipart/signed");

  /** Whatever comes. */
  static final AcceptTypes ANY = of("*");

  AcceptTypes {
    essences = Set.copyOf(essences);
  }

  static AcceptTypes of(String... patterns) {
    Set<String> essences = new HashSet<>(ALWAYS);
    Arrays.stream(patterns).map(AcceptTypes::essence).forEach(essences::add);
    return new AcceptTypes(essences, patterns.length == 0 ? "" : essence(patterns[0]));
  }

  private static String essence(String pattern) {
    int semicolon = pattern.indexOf(';');
    String essence = semicolon < 0 ? pattern : pattern.substring(0, semicolon);
    return essence.trim().toLowerCase(Locale.ROOT);
  }

  boolean accepts(MediaType type) {
    return essences.contains("*")
        || essences.contains("*/*")
        || essences.contains(type.type() + "/*")
        || essences.contains(type.type() + "/" + type.subtype());
  }
}
