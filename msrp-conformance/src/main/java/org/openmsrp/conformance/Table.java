// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Reads what lies beside the classes: through this module's own class, so on any path. */
final class Table {

  private Table() {}

  /** The rows below the heading, each with exactly the given number of columns. */
  static List<String[]> rows(String resource, int columns) {
    return new String(octets(resource), StandardCharsets.UTF_8)
        .lines()
        .skip(1)
        .map(line -> split(resource, line, columns))
        .toList();
  }

  /** Every octet of a resource named relative to this package. */
  static byte[] octets(String resource) {
    try (InputStream in = Table.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable resource " + resource, e);
    }
  }

  private static String[] split(String resource, String line, int columns) {
    String[] cells = line.split("\t", -1);
    if (cells.length != columns) {
      throw new IllegalStateException(resource + ": not " + columns + " columns: " + line);
    }
    return cells;
  }
}
