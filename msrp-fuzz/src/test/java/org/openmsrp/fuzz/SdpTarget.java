// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.fuzz;

import static org.openmsrp.fuzz.Chance.require;
import static org.openmsrp.fuzz.Chance.requireEqual;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.openmsrp.domain.MsrpSyntaxException;
import org.openmsrp.session.sdp.MsrpMedia;

/**
 * Descriptions: each section of MSRP reads back and is bounded, or a syntax error has its place.
 */
final class SdpTarget {

  private SdpTarget() {}

  static void run(byte[] octets) {
    String text = new String(octets, StandardCharsets.UTF_8);
    sections(text).forEach(SdpTarget::readsBack);
  }

  private static List<MsrpMedia> sections(String text) {
    try {
      return MsrpMedia.allOf(text);
    } catch (MsrpSyntaxException refused) {
      require(refused.rule().startsWith("RFC "), "an error names its rule");
      int size = text.getBytes(StandardCharsets.UTF_8).length;
      require(refused.offset().orElseThrow() <= size, "an error has its place");
      return List.of();
    }
  }

  private static void readsBack(MsrpMedia media) {
    require(media.attributes().size() <= MsrpMedia.MAX_ATTRIBUTES, "attributes are bounded");
    requireEqual(MsrpMedia.parse(media.text()), media, "a section reads back");
    MsrpMedia rejection = media.rejection();
    requireEqual(MsrpMedia.parse(rejection.text()), rejection, "so does its rejection");
    require(rejection.rejected(), "a rejection rejects");
  }
}
