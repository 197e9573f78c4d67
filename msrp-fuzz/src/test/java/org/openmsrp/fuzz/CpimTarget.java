// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;
import static org.openmsrp.fuzz.Chance.requireEqual;

import java.util.List;
import java.util.Set;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.domain.cpim.CpimAddress;
import org.openmsrp.domain.cpim.CpimHeader;
import org.openmsrp.domain.cpim.CpimMessage;
import org.openmsrp.domain.message.MsrpBody;

/**
 * Messages in CPIM wrappers: kept octet for octet and bounded, or a syntax error with its place.
 */
final class CpimTarget {

  private static final CpimAddress SOMEBODY = CpimAddress.of("im:somebody@example.com");

  private CpimTarget() {}

  static void run(byte[] octets) {
    try {
      CpimMessage message = CpimMessage.parse(octets);
      keepsItsOctets(message, MsrpBody.copyOf(octets));
      message.chain(4).forEach(CpimTarget::saysWhatItIs);
    } catch (MsrpSyntaxException refused) {
      require(refused.rule().startsWith("RFC "), "an error names its rule");
      require(refused.offset().orElseThrow() <= octets.length, "an error has its place");
    }
  }

  private static void keepsItsOctets(CpimMessage message, MsrpBody octets) {
    requireEqual(message.encode(), octets, "a message keeps its octets");
    CpimMessage wrapped = CpimMessage.builder(SOMEBODY, SOMEBODY).content(message).build();
    requireEqual(wrapped.chain(2), List.of(wrapped, message), "so it does in a wrapper");
  }

  private static void saysWhatItIs(CpimMessage message) {
    require(message.headers().size() <= CpimMessage.MAX_HEADERS, "headers are bounded");
    require(message.required().containsAll(message.unsupported(Set.of())), "nothing is invented");
    for (CpimHeader header : message.headers()) {
      require(header.text().length() <= header.encoded().length(), "escapes are no shorter");
      require(header.parameter("no-such").isEmpty() || header.toString().contains(";"), "is there");
    }
    message
        .from()
        .ifPresent(
            from -> requireEqual(CpimAddress.parse(from.toString()), from, "addresses read back"));
  }
}
