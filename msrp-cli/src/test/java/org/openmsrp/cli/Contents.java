// SPDX-License-Identifier: Apache-2.0
package org.openmsrp.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Files of tests. */
final class Contents {

  private Contents() {}

  static Path random(Path file, int octets) throws IOException {
    byte[] content = new byte[octets];
    new Random(octets).nextBytes(content);
    return Files.write(file, content);
  }

  static String sha256(Path file) throws IOException {
    return RunningDigest.of(Files.readAllBytes(file));
  }

  static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }
}
