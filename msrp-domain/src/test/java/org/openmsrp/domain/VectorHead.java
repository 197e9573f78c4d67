// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.domain;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openmsrp.conformance.WireVector;
import org.openmsrp.conformance.WireVectors;

/** The header lines of a wire vector, split by the plainest means. */
public record VectorHead(List<Map.Entry<String, String>> headers) {

  /** The head of the vector of this name. */
  public static VectorHead of(String vector) {
    return of(WireVectors.named(vector));
  }

  /** The head of this vector. */
  public static VectorHead of(WireVector vector) {
    String text = new String(vector.octets(), StandardCharsets.UTF_8);
    List<Map.Entry<String, String>> headers = new ArrayList<>();
    for (String line : text.split("\r\n", -1)) {
      if (line.isEmpty() || line.startsWith("-------")) {
        break;
      }
      int colon = line.indexOf(": ");
      if (colon > 0 && !line.startsWith("MSRP ")) {
        headers.add(Map.entry(line.substring(0, colon), line.substring(colon + 2)));
      }
    }
    return new VectorHead(headers);
  }

  /** The value of the first header of this name, without regard to case. */
  public String value(String name) {
    return headers.stream()
        .filter(
            header ->
                header.getKey().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow()
        .getValue();
  }
}
