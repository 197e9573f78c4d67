// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.session;

import java.util.ArrayList;
import java.util.List;
import org.openmsrp.domain.header.MediaType;

/**
 * Which media types a session takes. The multipart types that every endpoint must take (RFC 4975
 * §7.3.1, §14.3) are always among them.
 *
 * @param patterns {@code *}, {@code type/*} or {@code type/subtype}
 */
record AcceptTypes(List<String> patterns) {

  /** Whatever comes. */
  static final AcceptTypes ANY = new AcceptTypes(List.of("*"));

  AcceptTypes {
    List<String> all = new ArrayList<>(patterns);
    all.add("multipart/mixed");
    all.add("multipart/alternative");
    all.add("multipart/signed");
    patterns = List.copyOf(all);
  }

  boolean accepts(MediaType type) {
    for (String pattern : patterns) {
      if (type.matches(pattern)) {
        return true;
      }
    }
    return false;
  }
}
